"""Static files under names that carry their content's hash, so that browsers may keep them for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Also rewrites the imports between our ES modules; without it a page would mix old modules with new ones."""

    support_js_module_import_aggregation = True
