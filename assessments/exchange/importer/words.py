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


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What a heading announces. Found if the heading is the word, or holds it as whole words.
HEADINGS = _table(
    {
        "drivers": "business drivers|business driver|business goals|drivers|geschaftstreiber|treiber|geschaftsziele|"
        "impulsores de negocio|objetivos de negocio|drivers de negocio",
        "tree": "utility tree|quality attribute utility tree|quality tree|quality attribute tree|utility|utilidad|"
        "arbol de utilidad|nutzenbaum|nutzwertbaum|qualitatsbaum|arbol de calidad|arvore de utilidade",
        "scenarios": "quality attribute scenarios|quality scenarios|scenarios|qualitatsszenarien|"
        "escenarios de calidad|escenarios|szenarien|cenarios|architecturally significant requirements",
        "S": "sensitivity points|sensitivity point|sensitivities|sensitivies|sensitivity|sensitive points|"
        "puntos de sensibilidad|sensibilitatspunkte|sensitivitatspunkte|pontos de sensibilidade",
        "T": "tradeoff points|tradeoff point|tradeoffs|tradeoff|compromisos|puntos de compromiso|zielkonflikte|"
        "puntos de equilibrio|kompromisse",
        "N": "nonrisks|nonrisk|no riesgos|nicht risiken|nichtrisiken",
        "themes": "risk themes|risk theme|temas de riesgo|risikothemen",
        "R": "risks|risk|riesgos|risiken|riscos",
        "recommendations": "recommendations|recommendation|key recommendations|recomendaciones|empfehlungen",
        "approaches": "architectural approaches|architectural approach|approaches|enfoques arquitectonicos|"
        "architekturansatze|architectural decisions",
        "summary": "context|introduction|overview|background|kontext|contexto|einleitung|introduccion|summary",
    }
)
FINDING_KINDS = frozenset("STRN")
LONGEST_HEADING = 200  # a longer one is prose
# A drawn tree and a scenario show by themselves what they are; the other kinds stand on their heading alone, which
# may say little besides: "Technical risks identified", not "Risk monitoring" or "Decision drivers".
LOOSE_KINDS = frozenset({"tree", "scenarios"})
BEFORE = _set(
    "all analisis analysis architectural architecture atam attribute business critical de evaluation "
    "identified important initial key known list main major of possible potential principales project quality "
    "related system technical the top "
)
AFTER = _set(
    "identified found list table analysis register overview summary matrix results principais principales "
    "identificados identificadas and mitigation mitigations with their details related"
)
# Headings under those of findings that only sort them.
CATEGORIES = BEFORE | _set("organisational organizational operational management external internal risks")

# What a column holds. Compared whole.
COLUMNS = _table(
    {
        "id": "id|no|nr|number|code|scenario id|risk id|s no",
        "attribute": "quality attribute|quality attributes|attribute|attributes|quality|qualitatsattribut|"
        "qualitatsmerkmal|atributo|atributo de calidad|attributes affected|affected attributes|attribut|quality goal",
        "refinement": "refinement|attribute refinement|attribute concern|concern|refinamiento|verfeinerung|"
        "sub attribute|subattribute|subfactor|sub factor|subcharacteristic|sub characteristic",
        "scenario": "scenario|scenarios|quality attribute scenario|quality attribute scenarios|asr|asrs|szenario|"
        "escenario|requirement|description of scenario|quality attribute scenario 6 part form|"
        "scenario 6 part form|szenario 6 part form|architecturally significant requirement",
        "importance": "importance|business value|business importance|priority|priority h/m/l|wichtigkeit|importancia|"
        "geschaftswert|bp|impacto en el negocio|valor de negocio|business impact|importance h/m/l|nutzen|"
        "business priority|prioridad",
        "difficulty": "difficulty|technical risk|difficulty h/m/l|schwierigkeit|dificultad|technisches risiko|"
        "riesgo tecnico|risiko|architectural impact|technical difficulty|risk|complexity",
        "rating": "rating|ratings|importance difficulty|imp diff|pair|i d|h m l|calificacion|bewertung",
        "title": "point|tradeoff|sensitivity point|tradeoff point|title|name|risk name|punkt|titulo|riesgo|theme|"
        "risk theme|nonrisk|sensitivity|approach|decision|recommendation|driver|business driver|business goal|goal|"
        "treiber|impulsor|analysis scenario|analysing scenario|analyzing scenario|scenario name|risiken|trade off",
        "description": "description|beschreibung|descripcion|details|rationale|explanation|detail|comment|notes",
        "severity": "severity|schwere|schweregrad|severidad|gravedad|risk level|level",
        "mitigation": "mitigation|mitigations|mitigation strategy|mitigation strategies|massnahme|massnahmen|"
        "mitigacion|countermeasure|option|options|opcion",
        "assumption": "assumption|assumptions|annahme|supuesto",
        "risks": "risks|related risks|risk ids",
        "source": "source|stimulus source|source of stimulus|quelle|fuente|who/what|who",
        "stimulus": "stimulus|event|stimuli|estimulo",
        "artifact": "artifact|artefact|artifacts|artefakt|artefacto|artefato|influence",
        "environment": "environment|enviroment|umgebung|entorno|ambiente|condition",
        "response": "response|expected response|reaction|reaktion|antwort|respuesta|action|expected reaction|"
        "respuesta esperada|resposta|erwartete antwort",
        "response_measure": "response measure|measure|metric|measurement|messung|messgrosse|medida|"
        "medida de respuesta|medida verificable|antwortmass|response metric|reaktionsmass|medicion",
        "effort": "effort|aufwand|esfuerzo",
        "cost": "cost|costs|kosten|costo|coste",
        "horizon": "horizon|timeframe|timeline",
    }
)

# Headings too short to mean this anywhere else than above levels.
SHORT_COLUMNS = {"i": "importance", "imp": "importance", "d": "difficulty", "diff": "difficulty"}

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

# Names of quality attributes, to know one where a heading or a list item may also be something else.
ATTRIBUTES = _set(
    """
    accessibility accountability adaptability affordability agility anderbarkeit auditabilidad auditability
    availability benutzbarkeit benutzerfreundlichkeit beobachtbarkeit compatibilidad compatibility compliance
    composability confiabilidad confiabilidade confidentiality configurability consistencia consistency
    correctness cost costo datenschutz debuggability deployability desempenho desempeno disponibilidad
    disponibilidade durability efficiency effizienz eficiencia elasticity erweiterbarkeit escalabilidad
    escalabilidade extendability extensibilidad extensibility fairness feasibility fiabilidad findability
    flexibility functionality installability integrability integridad integritat integrity interoperabilidad
    interoperabilitat interoperability konsistenz kosten latency learnability leistung localizability
    maintainability manageability mantenibilidad manutenibilidade modifiability modificabilidad modificabilidade
    modularity monitorability observabilidad observability operability performance persistence portabilidad
    portabilidade portability portierbarkeit privacy productivity quality recoverability reliability rendimento
    rendimiento repeatability reproducibility resilience responsiveness reusability robustheit robustness safety
    scalability security seguranca seguridad serviceability sicherheit simplicity skalierbarkeit stability
    supportability survivability sustainability testability testbarkeit testeabilidad throughput timeliness
    traceability transparency trust upgradability usabilidad usabilidade usability verfugbarkeit wartbarkeit
    zuverlassigkeit
    """
)
_JOINED = re.compile(r" ?[/&,] ?| and | und | y | e | o | or ")


def is_attribute(name: str) -> bool:
    """Is this the name of a quality attribute, or of several joined: "Availability / Scalability", "Data integrity"?"""
    parts = _JOINED.split(key(re.sub(r"\([^()]*\)", " ", name)))
    return bool(parts) and all(_known(part.split()) for part in parts)


def _known(words: list[str]) -> bool:
    """A name is known by its last word, or in Spanish by its first: "energy efficiency", "eficiencia de desempeño"."""
    return bool(words) and len(words) <= 3 and (words[-1] in ATTRIBUTES or words[0] in ATTRIBUTES)


@lru_cache(maxsize=2048)
def heading_kind(title: str) -> str:
    """What a heading announces: a value of HEADINGS, or "". Of several words the longest wins."""
    if len(title) > LONGEST_HEADING:
        return ""
    parts = [title, *re.split(r"\s*[:—–|]\s*", title)]
    kinds = {kind for part in parts if (kind := _strict_kind(key(re.sub(r"\([^()]*\)", " ", part))))}
    if len(kinds) == 1:
        return kinds.pop()
    words = f" {key(title)} "
    loose = [word for word, kind in HEADINGS.items() if kind in LOOSE_KINDS and f" {word} " in words]
    return HEADINGS[max(loose, key=len)] if loose and not kinds else ""


def _strict_kind(name: str) -> str:
    words = name.split()
    found = [word for word in HEADINGS if f" {word} " in f" {name} " and _fits(words, word.split())]
    return HEADINGS[max(found, key=len)] if found else ""


def _fits(words: list[str], core: list[str]) -> bool:
    """Does a heading of `words` say `core` and nothing else of weight?"""
    for start in range(len(words) - len(core) + 1):
        if words[start : start + len(core)] == core:
            return BEFORE.issuperset(words[:start]) and AFTER.issuperset(words[start + len(core) :])
    return False


def is_category(title: str, kind: str) -> bool:
    """Does a heading only sort what the one above it announces: "Business related", "Security", "Residual risks"?"""
    words = key(re.sub(r"\([^()]*\)", " ", title)).split()
    sorts = len(words) in {2, 3} and HEADINGS.get(words[-1]) == kind
    return bool(words) and (sorts or CATEGORIES.issuperset(words) or is_attribute(title))


def column(header: str) -> str:
    """What a column holds: a value of COLUMNS, or ""."""
    if header.strip() == "#":
        return "id"
    bracket = re.search(r"\(([^()]*)\)", header)
    if bracket and "," in bracket[1] and not LEVELS.get(key(bracket[1].split(",")[0])):
        return "rating"  # "Priority (business, risk)"
    name = key(re.sub(r"\([^()]*\)", " ", header)) or key(header)
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
