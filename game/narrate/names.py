"""Names as they stand in a sentence: with their article, possessive, and nouns for enums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import IntEnum

from game.content.gazetteer import Gazetteer
from game.core.kinds import TreatyKind
from game.core.records import Crisis, Treaty, War
from game.core.world import World
from game.narrate.numerals import listed
from game.narrate.strings import Strings

_ARTICLES = ("the ", "la ", "le ", "les ", "l’")


class Named(str):
    """A name with its possessive: templates may say `{subject.s}`."""

    __slots__ = ()

    @property
    def s(self) -> str:
        """The possessive: "Japan's", "the United States'"."""
        return f"{self}'" if self.endswith("s") else f"{self}'s"

    @property
    def de(self) -> Named:
        """French "of": "de la Grèce", "du Japon", "des États-Unis", "d'Ankara"."""
        return self._with("de ", "du ", "des ", "d’")

    @property
    def a(self) -> Named:
        """French "to": "à la Grèce", "au Japon", "aux États-Unis"."""
        return self._with("à ", "au ", "aux ", "à ")

    @property
    def v(self) -> Agreement:
        """A verb that agrees: `{subject.v:déclare/déclarent}`."""
        return Agreement(plural=self.lower().startswith("les "))

    def _with(self, plain: str, masculine: str, plural: str, elided: str) -> Named:
        if self.startswith("le "):
            return Named(masculine + self[3:])
        if self.startswith("les "):
            return Named(plural + self[4:])
        if self[:1] in "AEIOUÉÈÊÎÔaeiouéèêîô" and not self.startswith(("l’", "l'")):
            return Named(elided + self)
        return Named(plain + self)


class Agreement:
    """Takes the form of a word that agrees with a name: the first for one, the second for many."""

    __slots__ = ("plural",)

    def __init__(self, *, plural: bool) -> None:
        self.plural = plural

    def __format__(self, spec: str) -> str:
        one, _, many = spec.partition("/")
        return many if self.plural and many else one


class Names:
    """What the ids of a game are called in running text."""

    def __init__(self, gazetteer: Gazetteer, strings: Strings) -> None:
        self._source = gazetteer
        self.gazetteer = translated(gazetteer, strings)
        """What things are called in lists and on maps, in the language of the strings."""
        self.strings = strings
        self._begin = _words(strings, "article.beginning")
        self._end = _words(strings, "article.ending")
        self._founded: tuple[str, ...] = ()
        self._templates: tuple[str, ...] = ()
        self._whole = frozenset(_words(strings, "article.whole"))

    def state(self, state: int) -> Named:
        """Return a state's name; "nobody" for none."""
        return self._of(self._source.names, state, "word.nobody")

    def states(self, states: Iterable[int]) -> str:
        """Return several states' names, as a list in words."""
        return listed([self.state(state) for state in states])

    def adjective(self, state: int) -> str:
        """Return a state's adjective."""
        known = self.gazetteer.adjectives
        return known[state] if 0 <= state < len(known) else ""

    def territory(self, territory: int) -> Named:
        """Return a territory's name."""
        return self._of(self.gazetteer.territory_names, territory, "word.somewhere")

    def node(self, node: int) -> Named:
        """Return the name of a place, on land or at sea."""
        land = len(self.gazetteer.territory_names)
        if node < land:
            return self.territory(node)
        return self._of(self.gazetteer.zone_names, node - land, "word.somewhere", article=True)

    def institution(self, institution: int) -> Named:
        """Return an institution's name."""
        known = (*self._source.institution_names, *self._founded)
        return self._of(known, institution, "word.no_body", article=True)

    def learn(self, world: World) -> None:
        """Learn what the institutions are called that are founded in play."""
        self._templates = tuple(each.key for each in world.scenario.templates)
        first = len(self.gazetteer.institution_names)
        self._founded = tuple(self.charter_title(each.key) for each in world.charters[first:])

    def charter_title(self, key: str) -> str:
        """Return the name of a charter that institutions can be founded after."""
        names = self.gazetteer.template_names
        stem, _, number = key.rpartition("_")
        for each, suffix in ((key, ""), (stem, f" ({number})")):
            if each in self._templates:
                return names[self._templates.index(each)] + suffix
        return key.replace("_", " ").capitalize()

    def institution_title(self, institution: int) -> str:
        """Return an institution's name as a heading has it, without an article."""
        return _bare(str(self.institution(institution)))

    def strait(self, strait: int) -> Named:
        """Return the name of a strait or canal."""
        return self._of(self.gazetteer.strait_names, strait, "word.somewhere", article=True)

    def claim(self, claim: int, known: World | None = None) -> Named:
        """Return what a claim is called; one that arose in the game, by its parties and land."""
        names = self.gazetteer.claim_names
        if 0 <= claim < len(names) and names[claim]:
            return Named(names[claim])
        if known is not None and 0 <= claim < len(known.claims):
            record = known.claims[claim]
            land = listed([self.territory(place) for place in record.territories[:3]])
            return Named(
                self.strings["phrase.claim"].format(
                    subject=self.state(record.claimant), object=self.state(record.holder), land=land
                )
            )
        return Named(self.strings["phrase.a_claim"])

    def happening(self, happening: int) -> Named:
        """Return what a happening is called in a sentence."""
        known = self.gazetteer.happening_names
        found = known[happening] if 0 <= happening < len(known) else ""
        return Named(found or self.strings["phrase.a_happening"])

    def happening_told(self, happening: int) -> str:
        """Return the sentence that tells of a happening, with places for `{state}`, `{other}`."""
        known = self.gazetteer.happening_told
        found = known[happening] if 0 <= happening < len(known) else ""
        return found or self.strings["phrase.something_happens"]

    def crisis(self, crisis: int | Crisis, known: World | None = None) -> Named:
        """Return what a crisis is called in a sentence: by its parties and what it is about."""
        if isinstance(crisis, int):
            if known is None or not 0 <= crisis < len(known.crises):
                return Named(self.strings["phrase.a_crisis"])
            crisis = known.crises[crisis]
        if crisis.internal:
            kind = "rising" if crisis.nation >= 0 else crisis.kind.name.lower()
            within = self.strings.get(f"phrase.within_{kind}")
            return Named(
                (within or "{subject}").format(
                    subject=self.state(crisis.initiator), nation=self.state(crisis.nation)
                )
            )
        about = ""
        if known is not None and 0 <= crisis.claim < len(known.claims):
            places = known.claims[crisis.claim].territories
            about = self.territory(places[0]) if places else ""
            if len(places) > 1:
                about = self.strings["phrase.and_more"].format(about=about)
        key = "phrase.crisis_over" if about else "phrase.crisis"
        return Named(
            self.strings[key].format(
                subject=self.state(crisis.initiator), object=self.state(crisis.target), about=about
            )
        )

    def war(self, war: int | War, known: World | None = None) -> Named:
        """Return what a war is called in a sentence."""
        if isinstance(war, int):
            if known is None or not 0 <= war < len(known.wars):
                return Named(self.strings["phrase.a_war"])
            war = known.wars[war]
        return Named(
            self.strings["phrase.war"].format(
                subject=self.state(war.attackers[0]), object=self.state(war.defenders[0])
            )
        )

    def treaty(self, treaty: Treaty) -> Named:
        """Return what a treaty is called in a sentence."""
        names = self.gazetteer.treaty_names
        if treaty.id < len(names) and names[treaty.id]:
            return self._with_article(names[treaty.id], always=True)
        key = "phrase.guarantee" if treaty.kind == TreatyKind.GUARANTEE else "phrase.treaty"
        return Named(
            self.strings[key].format(
                kind=self.word(treaty.kind),
                parties=self.states(treaty.parties),
                subject=self.state(treaty.parties[0]) if treaty.parties else "",
                object=self.states(treaty.parties[1:]),
            )
        )

    def formation(self, formation: int, known: World | None = None) -> Named:
        """Return a formation's own name, or its arm and where it stands."""
        names = self.gazetteer.formation_names
        if 0 <= formation < len(names) and names[formation]:
            return self._with_article(names[formation], always=True)
        if known is None or not 0 <= formation < len(known.formations.exists):
            return Named(self.strings["phrase.a_formation"])
        arm = self.strings[f"arm.{int(known.formations.arm[formation])}"]
        place = self.node(int(known.formations.node[formation]))
        return Named(self.strings["phrase.formation"].format(arm=arm, place=place))

    def word(self, member: IntEnum) -> str:
        """Return the noun for a member of one of the rules' enums."""
        key = f"{type(member).__name__.lower()}.{member.name.lower()}"
        return self.strings.get(key, member.name.replace("_", " ").lower())

    def _of(
        self, names: tuple[str, ...], row: int, nothing: str, *, article: bool = False
    ) -> Named:
        if not 0 <= row < len(names):
            return Named(self.strings[nothing])
        return self._with_article(names[row], always=article)

    def _with_article(self, name: str, *, always: bool = False) -> Named:
        told = self.strings.get(f"name.{name}")
        if told is not None:
            return Named(told)
        if name.lower().startswith("the "):
            return Named(f"the {name[4:]}")
        wanted = (
            always
            or name in self._whole
            or name.startswith(self._begin)
            or name.endswith(self._end)
        )
        return Named(f"the {name}" if wanted else name)


def translated(gazetteer: Gazetteer, strings: Strings) -> Gazetteer:
    """Return a gazetteer whose states and institutions are called as the strings have them.

    For lists and maps: without the article that a name has in running text.
    """
    if not any(key.startswith("name.") for key in strings):
        return gazetteer

    def plain(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_bare(strings.get(f"name.{name}", name)) for name in names)

    return replace(
        gazetteer,
        names=plain(gazetteer.names),
        institution_names=plain(gazetteer.institution_names),
    )


def _bare(name: str) -> str:
    for article in _ARTICLES:
        if name.startswith(article):
            return sentence(name.removeprefix(article))
    return name


def sentence(text: str) -> str:
    """Return text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _words(strings: Strings, key: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in strings.get(key, "").split(";") if word.strip())
