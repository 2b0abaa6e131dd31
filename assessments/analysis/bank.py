"""The question bank: analysis questions for each quality attribute, in our own words. Pure but for its translations.

A question has a key that stays ("availability-3"), so that it is known which were put; their wording may improve. New
questions go to the end of their list.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from assessments.text import name_key

ANY = "any"  # the bank for attributes that have none of their own


class BankQuestion(NamedTuple):
    key: str
    text: str  # lazily translated


class Bank(NamedTuple):
    """The questions for one quality attribute. `words` are other names it goes by, as they begin."""

    key: str
    name: str
    words: tuple[str, ...]
    questions: tuple[BankQuestion, ...]


def _bank(key: str, name: str, words: str, *texts: str) -> Bank:
    questions = tuple(BankQuestion(f"{key}-{number}", text) for number, text in enumerate(texts, start=1))
    return Bank(key, name, tuple(words.split()), questions)


BANKS = (
    _bank(
        "performance",
        _("Performance"),
        "performance latency throughput speed efficiency response behaviour real-time timeliness",
        _("How is the response time of this path made up, step by step, and which step takes the largest share?"),
        _("Which resource is exhausted first as load grows, and how near to that do we run on the busiest day?"),
        _("What does the request wait for that it need not wait for: locks, remote calls, writes to disk?"),
        _("What happens to requests that come faster than they are served: do they queue, and for how long?"),
        _("Which data is cached, how stale may it be, and what happens when the cache is empty or wrong?"),
        _("Which work competes for the same machines, and who wins when a batch run meets the busiest hour?"),
        _("From which measurement or model do we know the figures, and how close was its load to the real one?"),
        _("What was the worst response time in the slowest one per cent of requests, and what caused it?"),
    ),
    _bank(
        "availability",
        _("Availability"),
        "availability reliability resilience fault recoverability recovery robustness",
        _("Which single part, if it stops, takes this function with it?"),
        _("How is a failure noticed, by whom or what, and how long does that take?"),
        _("What share of failures does failing over cover, when was it last tried, and how long did it take?"),
        _("Which work is lost or done twice when a part dies in the middle of it?"),
        _("What still works, and what do users see, while a part is down that they depend on?"),
        _("How does one failure keep from spreading: limits, timeouts, separate pools, breakers?"),
        _("How much data may be lost, how far back do backups reach, and when was one last restored?"),
        _("Which planned work, such as a release or a migration, interrupts the service, and for how long?"),
        _("Who decides to leave a failed site, on what grounds, and has it been rehearsed?"),
    ),
    _bank(
        "security",
        _("Security"),
        "security confidentiality integrity privacy authenticity compliance",
        _("Where does data cross from a place we trust less to one we trust more, and what checks it there?"),
        _("How is it established who makes this request, and where is it decided what they may do?"),
        _("If this part were taken over, what could it read, change or reach?"),
        _("Which secrets are there, where are they kept, and how long does replacing one take?"),
        _("Which data is sensitive, where does it lie unencrypted, and who can see it there?"),
        _("What would tell us that an attack is going on, who looks, and how soon?"),
        _("Could somebody later deny having done this, and what would prove that they did?"),
        _("Which code and services of others do we rely on, and how fast does a fix of theirs reach production?"),
        _("Which rule of law or contract applies here, and what shows that it is kept?"),
    ),
    _bank(
        "modifiability",
        _("Modifiability"),
        "modifiability maintainability changeability extensibility evolvability adaptability flexibility modularity",
        _("Which modules change for this scenario, and in which of them is the change more than adding something?"),
        _("Which knowledge stands in more than one place, so that all of them must change together?"),
        _("Who depends on this interface, and how do we find out before we change it?"),
        _("Which decision here would be dearest to take back in two years?"),
        _("What was made configurable, who changes it, and does that need a release?"),
        _("Which parts only few people understand or dare to touch?"),
        _("How much of the time for a change like this goes into the change, and how much into tests and release?"),
        _("What keeps the structure as it was meant: rules that are checked, reviews, or goodwill?"),
    ),
    _bank(
        "usability",
        _("Usability"),
        "usability interaction accessibility learnability user ergonomics inclusivity",
        _("Who does this task, how often, and under what circumstances: in a hurry, on a phone, once a year?"),
        _("What can users take back, how far back, and what does the architecture keep for that?"),
        _("What do users see while something takes long, and can they cancel it or go on with other work?"),
        _("How does the system keep what was typed when the connection, the session or the browser goes?"),
        _("How do people who use a keyboard, a screen reader or large type do this task, and who tries it?"),
        _("Where must a user know how the system is built to understand what it says?"),
        _("What would it take to change this screen, this wording or this language without touching the rest?"),
        _("Which errors do users make here, and does the system prevent them or only report them?"),
    ),
    _bank(
        "interoperability",
        _("Interoperability"),
        "interoperability compatibility integration integrability co-existence interfaces",
        _("Which systems exchange what here, who owns the meaning of each field, and where is it written down?"),
        _("What happens when the other side sends what was not agreed: too much, too late, twice, or nonsense?"),
        _("How do two versions of this interface live side by side, and for how long?"),
        _("Who is told when this interface changes, and how do we learn that theirs did?"),
        _("How are the two sides tested together before they meet in production?"),
        _("Where is one format turned into another, and what gets lost in it?"),
        _("What is done when the two sides disagree about the same fact, such as a balance or an address?"),
        _("What would it take to replace the system on the other side with another maker's?"),
    ),
    _bank(
        "deployability",
        _("Deployability"),
        "deployability installability deployment release delivery operability devops portability",
        _("Which parts must be released together, and why?"),
        _("How long does it take from an approved change to users having it, and where does it wait?"),
        _("How is a release taken back, including changes to data, and when was that last done?"),
        _("Which users get a new version first, and what stops it from reaching the rest?"),
        _("What does an operator see of the health of a new version in its first ten minutes?"),
        _("Which steps of a release are done by hand, and what if the person who knows them is away?"),
        _("How do the environments differ in which a change is tried, and which faults does that hide?"),
        _("How is the data of an old version migrated while users go on working?"),
    ),
    _bank(
        "testability",
        _("Testability"),
        "testability analysability verifiability diagnosability observability",
        _("How is the state set up that this scenario begins with, and how long does that take in a test?"),
        _("What cannot be tested before production, and what takes the test's place?"),
        _("Which parts can be replaced by a stand-in, and who keeps the stand-in honest?"),
        _("Where do time, chance or order decide the outcome, and can a test control them?"),
        _("From what that is recorded could somebody explain a wrong result a week later?"),
        _("How soon after a change is a fault in it known, and to whom?"),
        _("Which tests fail without a fault, and what are they worth since?"),
        _("How is the response measure of this scenario checked, automatically or by somebody, and how often?"),
    ),
    _bank(
        "scalability",
        _("Scalability"),
        "scalability capacity elasticity growth",
        _("By what is the load measured: users, requests, data, tenants, and which of them grows fastest?"),
        _("What can be doubled by adding machines, and what cannot?"),
        _("Which state keeps two instances from doing the same work side by side?"),
        _("By what is the data divided, and which part of it would become too large or too hot?"),
        _("How fast does capacity follow a sudden rise, and what happens in the minutes until then?"),
        _("Which limit set by others, such as quotas, licences or connections, do we meet first?"),
        _("How does the cost grow with the load: slower, alike or faster?"),
        _("What was the largest load ever tried, and what gave way?"),
    ),
    _bank(
        "cost",
        _("Cost"),
        "cost costs economy affordability sustainability energy budget",
        _("What does this decision cost to build, and what does it cost each month to run?"),
        _("Which of the costs are fixed, which grow with use, and which with the number of people who look after it?"),
        _("Which cheaper way was looked at, and what would be lost with it?"),
        _("Whose prices do we depend on, and what would it take to leave?"),
        _("Which skills does this need that we have to hire or learn?"),
        _("What do we pay for that nobody would miss?"),
        _("What would the failure that this guards against cost, and how likely is it?"),
        _("When is this decision paid back, and who has checked the sum?"),
    ),
    _bank(
        "correctness",
        _("Functional correctness"),
        "functionality correctness completeness appropriateness accuracy consistency suitability",
        _("What counts as a right result here, and who or what decides it when two results differ?"),
        _("With what from outside this system was the result compared, in how many cases, and what differed?"),
        _("Which rules stand in one place, and which only in the code or in somebody's head?"),
        _("Which inputs are rare but allowed, and what does the system make of them?"),
        _("Where may two copies of a fact differ, for how long, and what is done on the older one meanwhile?"),
        _("Where do rounding, time zones, currencies or units change a result, and in which part is that settled?"),
        _("How is a wrong result found after it was handed on, and how is everybody reached who used it?"),
        _("Which part of the task is left to people outside the system, and what if each does it differently?"),
        _("When a rule changes on a certain day, which rule holds for what was begun before?"),
    ),
    _bank(
        "safety",
        _("Safety"),
        "safety hazard",
        _("What could hurt a person or destroy something here, and which part of the system can bring it about?"),
        _("Into which state does the system go when it no longer knows what is true, and is that state harmless?"),
        _("Within what bounds must it work, and what keeps it there that does not depend on the same software?"),
        _("Who is warned of a danger, how long before it is too late, and what can they do then?"),
        _("Which single fault, in a sensor, a line or a program, could let the harm happen unnoticed?"),
        _("How is it shown that a guard which is never needed still works, by whom, and how often?"),
        _("What changes in this when another system is joined to it, and who looked at the two together?"),
        _("Which near misses are written down, and what was changed because of the last one?"),
        _("How does a person stop it or take over, and has anybody done so under pressure?"),
    ),
    _bank(
        ANY,
        _("Any quality attribute"),
        "",
        _("What does this do for the scenario, step by step, and where does it stop helping?"),
        _("Which property of it decides the response, and at which value is the measure missed?"),
        _("What was given up for it, and who agreed to that?"),
        _("Which other ways were looked at, and why were they left?"),
        _("What does it take for granted, and who would notice that this is no longer so?"),
        _("How do we know that it works: was it measured, built before, read about, or hoped for?"),
        _("Which other scenario of the tree becomes harder through it?"),
        _("What must be decided here that nobody has decided yet?"),
    ),
)  # fmt: skip

QUESTIONS = {question.key: question for bank in BANKS for question in bank.questions}


def bank_for(attribute: str) -> Bank | None:
    """The bank for a quality attribute of this name: it has the bank's name, or a word of it is one of its words."""
    name = name_key(attribute)
    for word in (name, *name.replace("/", " ").split()):
        for bank in BANKS:
            if word in bank.words or word == name_key(str(bank.name)):
                return bank
    return None


def bank_of(*, attribute: str, characteristic: str, refinement: str, tags: Iterable[str]) -> Bank:
    """The bank to begin with for a scenario: of its refinement if that is one word, else of its attribute, of the
    characteristic the attribute belongs to, or of an attribute the scenario touches; else the one for any.
    """
    single = refinement if len(refinement.split()) == 1 else ""
    names = (single, attribute, characteristic, *tags)
    return next(filter(None, map(bank_for, names)), None) or bank_called(ANY)


def bank_called(key: str) -> Bank | None:
    return next((bank for bank in BANKS if bank.key == key), None)
