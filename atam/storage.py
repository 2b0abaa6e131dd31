"""Static files under names that carry their content's hash, so that browsers may keep them for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Also rewrites the imports between our own ES modules, else a page would mix old modules with new ones.

    Only files under js/: other packages' scripts hold imports that are no files (`support_js_module_import_aggregation`
    would rewrite all of them and fail).
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )
