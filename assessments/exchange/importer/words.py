"""The words by which headings, columns, levels and parts are recognised, in English, German and Spanish. Pure.

Keys are compared after `key`: lower case, without accents, punctuation or numbering.
"""

import re
import unicodedata
from functools import lru_cache

_NUMBERING = re.compile(r"^\s*(?:\(?[0-9]+(?:\.[0-9]+)*[.):]?|step\s+\d+[:.]?|[a-z][.)])\s+", re.IGNORECASE)


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """`text` as it is compared: "6.1 **Trade-off** Points:" → "tradeoff points"."""
    text = _NUMBERING.sub("", text.strip())
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    text = text.replace("trade-off", "tradeoff").replace("trade off", "tradeoff").replace("non-risk", "nonrisk")
    text = text.replace("non risk", "nonrisk")
    return " ".join(re.sub(r"[^a-z0-9%/& ]+", " ", text).split())


def _table(words: dict[str, str]) -> dict[str, str]:
    return {word: meaning for meaning, line in words.items() for word in line.split("|")}


# What a heading announces. Found if the heading is the word, or holds it as whole words.
HEADINGS = _table(
    {
        "drivers": "business drivers|business driver|business goals|drivers|geschaftstreiber|treiber|geschaftsziele|"
        "impulsores de negocio|objetivos de negocio|drivers de negocio",
        "tree": "utility tree|quality attribute utility tree|quality tree|quality attribute tree|utility|utilidad|"
        "arbol de utilidad|nutzenbaum|qualitatsbaum|arbol de calidad",
        "scenarios": "quality attribute scenarios|quality scenarios|scenarios|qualitatsszenarien|"
        "escenarios de calidad|escenarios|architecturally significant requirements",
        "S": "sensitivity points|sensitivity point|sensitivity points identified|sensitivities|sensitivity|"
        "sensitive points|puntos de sensibilidad|sensibilitatspunkte",
        "T": "tradeoff points|tradeoff point|tradeoffs|tradeoff points identified|tradeoff|compromisos|"
        "puntos de compromiso|zielkonflikte|puntos de equilibrio",
        "N": "nonrisks|nonrisk|no riesgos|nicht risiken|nichtrisiken",
        "themes": "risk themes|risk theme|temas de riesgo|risikothemen",
        "R": "risks|risk|risks identified|identified risks|riesgos|risiken|risk register",
        "recommendations": "recommendations|recommendation|key recommendations|recomendaciones|empfehlungen",
        "approaches": "architectural approaches|architectural approach|approaches|enfoques arquitectonicos|"
        "architekturansatze|architectural decisions",
        "summary": "context|introduction|overview|background|kontext|contexto|einleitung|introduccion|summary",
    }
)
FINDING_KINDS = frozenset("STRN")

# What a column holds. Compared whole.
COLUMNS = _table(
    {
        "id": "id|no|nr|#|number|code|scenario id|risk id",
        "attribute": "quality attribute|quality attributes|attribute|attributes|quality|qualitatsattribut|"
        "qualitatsmerkmal|atributo|atributo de calidad|attributes affected|affected attributes|attribut|quality goal",
        "refinement": "refinement|attribute refinement|attribute concern|concern|refinamiento|verfeinerung|"
        "sub attribute|subattribute|subfactor",
        "scenario": "scenario|scenarios|quality attribute scenario|quality attribute scenarios|asr|asrs|szenario|"
        "escenario|requirement|description of scenario|quality attribute scenario 6 part form|"
        "scenario 6 part form|szenario 6 part form|architecturally significant requirement",
        "importance": "importance|business value|business importance|priority|priority h/m/l|wichtigkeit|importancia|"
        "geschaftswert|bp|impacto en el negocio|valor de negocio|business impact|importance h/m/l|nutzen|"
        "business priority|prioridad",
        "difficulty": "difficulty|technical risk|difficulty h/m/l|schwierigkeit|dificultad|technisches risiko|"
        "riesgo tecnico|risiko|architectural impact|technical difficulty|risk|complexity",
        "rating": "rating|ratings|importance difficulty|imp diff|pair|i d|h m l",
        "title": "point|tradeoff|sensitivity point|tradeoff point|title|name|risk name|punkt|titulo|riesgo|theme|"
        "risk theme|nonrisk|sensitivity|approach|decision|recommendation|driver|business driver|business goal|goal|"
        "treiber|impulsor",
        "description": "description|beschreibung|descripcion|details|rationale|explanation|detail|comment|notes",
        "severity": "severity|impact|schwere|severidad|gravedad|risk level|level",
        "mitigation": "mitigation|mitigations|mitigation strategy|massnahme|mitigacion|countermeasure",
        "assumption": "assumption|assumptions|annahme|supuesto",
        "risks": "risks|related risks|risk ids",
        "source": "source|stimulus source|source of stimulus|quelle|fuente|who/what|who",
        "stimulus": "stimulus|event|stimuli|estimulo",
        "artifact": "artifact|artefact|artifacts|artefakt|artefacto|influence",
        "environment": "environment|enviroment|umgebung|entorno|ambiente|condition",
        "response": "response|expected response|reaction|reaktion|antwort|respuesta|action|expected reaction|"
        "respuesta esperada",
        "response_measure": "response measure|measure|metric|measurement|messung|messgrosse|medida|"
        "medida de respuesta|medida verificable|antwortmass|response metric|reaktionsmass|medicion",
        "effort": "effort|aufwand|esfuerzo",
        "cost": "cost|costs|kosten|costo|coste",
        "horizon": "horizon|timeframe|timeline",
    }
)

LEVELS = {
    "h": "H",
    "high": "H",
    "hoch": "H",
    "alto": "H",
    "alta": "H",
    "m": "M",
    "medium": "M",
    "mittel": "M",
    "medio": "M",
    "media": "M",
    "med": "M",
    "l": "L",
    "low": "L",
    "niedrig": "L",
    "gering": "L",
    "bajo": "L",
    "baja": "L",
}
# Spanish letters, understood only beside each other: A alone could be anything.
SPANISH = {"a": "H", "m": "M", "b": "L"}

SEVERITIES = {
    "critical": "critical",
    "kritisch": "critical",
    "critico": "critical",
    "critica": "critical",
    "high": "high",
    "hoch": "high",
    "alto": "high",
    "alta": "high",
    "medium": "medium",
    "mittel": "medium",
    "medio": "medium",
    "media": "medium",
    "moderate": "medium",
    "low": "low",
    "niedrig": "low",
    "bajo": "low",
    "baja": "low",
    "h": "high",
    "m": "medium",
    "l": "low",
}

HORIZONS = (("immediate", "immediate"), ("short term", "short"), ("long term", "long"))


def heading_kind(title: str) -> str:
    """What a heading announces: a value of HEADINGS, or "". The longest word it holds wins."""
    words = f" {key(title)} "
    found = [(len(word), word) for word in HEADINGS if f" {word} " in words]
    if not found:
        return ""
    # "Risks and Non-Risks", "Trade-offs and sensitivity": several at once announce none in particular.
    kinds = {HEADINGS[word] for _length, word in found}
    if len(kinds & FINDING_KINDS) > 1:
        return ""
    return HEADINGS[max(found)[1]]


def column(header: str) -> str:
    """What a column holds: a value of COLUMNS, or ""."""
    name = key(re.sub(r"\([^)]*\)", " ", header)) or key(header)
    return COLUMNS.get(name, "") or COLUMNS.get(key(header), "")


def level(text: str) -> str:
    """H, M or L for a cell that states one level, "" for anything else."""
    return LEVELS.get(key(text.strip().strip("*[]().").strip()), "")


def severity(text: str) -> str:
    return SEVERITIES.get(key(text), "")


def horizon(text: str) -> str:
    """immediate, short or long for "Short-term (1-3 months)", else ""."""
    name = key(text)
    return next((value for word, value in HORIZONS if name.startswith(word)), "")
