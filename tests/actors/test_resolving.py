from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors import Lexicon, load_lexicon, resolve

DESCRIPTIONS = [
    ("the Ghanaian foreign ministry", "GHA.GOV", "GOV"),
    ("a top South Korean court", "KOR.JUD", "JUD"),
    ("the Togolese opposition", "TGO.OPP", "OPP"),
    ("Belgium's biggest farmers' unions", "BEL.AGR", "AGR"),
    ("UN peacekeepers in Mali", "UNO.MIL", "MIL"),
    ("French troops in Mali", "FRA.MIL", "MIL"),
    ("protesters in Belarus", "BLR.CVL", "CVL"),
    ("prosecutors in Karachi", "PAK.JUD", "JUD"),
    ("a senior official at South Korea's foreign ministry", "KOR.GOV", "GOV"),
    ("the speaker of the Libyan parliament", "LBY.LEG", "LEG"),
    ("a group of Danish lawmakers", "DNK.LEG", "LEG"),
    ("dozens of Eritrean refugees", "ERI.REF", "REF"),
    ("opposition lawmakers in Uganda", "UGA.OPP", "OPP"),
    ("Chadian rebel fighters", "TCD.REB", "REB"),
    ("two Turkish soldiers", "TUR.MIL", "MIL"),
    ("former Guatemalan president", "GTM.ELI", "ELI"),
    ("the Iranian Supreme Court", "IRN.JUD", "JUD"),
    ("the Senate of Kenya", "KEN.LEG", "LEG"),
    ("Kashmiri separatists", "IND.REB", "REB"),
    ("Peru's navy", "PER.MIL", "MIL"),
    ("Lima police", "PER.COP", "COP"),
    ("the Trump administration", "USA.GOV", "GOV"),
    ("Bolivian coca growers", "BOL.AGR", "AGR"),
    ("Mexican drug cartel", "MEX.CRM", "CRM"),
    ("South Koreans", "KOR.CVL", "CVL"),
    ("the US ambassador to the UN", "USA.GOV", "GOV"),
    ("president of the National Assembly of Venezuela", "VEN.LEG", "LEG"),
    ("the president of the Supreme Court of Brazil", "BRA.JUD", "JUD"),
    ("Turkish Football Federation president", "TUR.SOC", "SOC"),
    ("the president of Brazil", "BRA.GOV", "GOV"),
    ("deputy governor of Kandahar", "AFG.GOV", "GOV"),
    ("tens of thousands of Syrians", "SYR.CVL", "CVL"),
    ("some 180,000 Darfuris", "SDN.CVL", "CVL"),
    ("a quarter of a million Rwandans", "RWA.CVL", "CVL"),
    ("Karen guerrillas", "MMR.REB", "REB"),
    ("Coptic Christians", "EGY.REL", "REL"),
    ("Brazilian truck drivers", "BRA.LAB", "LAB"),
    ("Swiss bank executives", "CHE.BUS", "BUS"),
    ("human rights groups", "NGO.SOC", "SOC"),
]


@pytest.mark.parametrize(("text", "identity", "sector"), DESCRIPTIONS)
def test_descriptions(text: str, identity: str, sector: str, lexicon: Lexicon) -> None:
    (actor,) = resolve(text, lexicon=lexicon)
    assert (actor.id, actor.sectors[0]) == (identity, sector)


NAMES = [
    ("Uruguayan Transport Minister Luis Alberto Heber", None, "URY.GOV:luis-alberto-heber", "GOV"),
    ("Kang Kyung-wha, South Korea's foreign minister", "2019-11-23", "KOR.GOV:kang-kyung-wha", "GOV"),
    ("South Korea's foreign minister, Kang Kyung-wha", "2019-11-23", "KOR.GOV:kang-kyung-wha", "GOV"),
    ("her Japanese counterpart, Toshimitsu Motegi", "2019-11-23", "JPN.GOV:toshimitsu-motegi", "GOV"),
    ("Japanese company Nippon Steel", None, "JPN.BUS:nippon-steel", "BUS"),
    ("Malawian brewer Chikondi Foods", None, "MWI.BUS:chikondi-foods", "BUS"),
    ("Taliban spokesman Zabihullah Mujahid", "2023-01-01", "AFG.GOV:zabihullah-mujahid", "GOV"),
    ("Ban Ki-moon", "2005-01-01", "KOR.GOV:ban-ki-moon", "GOV"),
    ("Hamas fighters", None, "PSE.REB:hamas", "REB"),
    ("the Organisation of Islamic Cooperation (OIC)", None, "IGO:OIC", None),
    ("the Abkhaz foreign ministry", None, "GEO.GOV", "GOV"),
    ("Abkhazia", None, "GEO.PRE:abkhazia", "PRE"),
    ("NATO troops", None, "IGO:NATO", "MIL"),
    ("St. Vincent and the Grenadines", None, "VCT", "GOV"),
    ("Mullah Omar", "2008-01-01", "AFG.GOV:mullah-omar", "REB"),
    ("LTTE cadres", "2006-01-01", "LKA.REB:liberation-tigers-of-tamil-eelam", "REB"),
    ("Di Maio", "2020-01-01", "ITA.GOV:luigi-di-maio", "GOV"),
    ("El-Sisi", "2016-01-01", "EGY.GOV:abdel-fattah-al-sisi", "GOV"),
    ("an arbitration tribunal in The Hague", None, "IGO:PCA", "JUD"),
    ("the International Court of Justice", None, "IGO:ICJ", "JUD"),
    ("Bolivian Workers' Central", None, "BOL.LAB:cob", "LAB"),
    ("Luis Alberto Heber", "2022-01-01", "URY.GOV:luis-alberto-heber", "GOV"),
]


@pytest.mark.parametrize(("text", "date", "identity", "sector"), NAMES)
def test_names(text: str, date: str | None, identity: str, sector: str | None, lexicon: Lexicon) -> None:
    (actor,) = resolve(text, date=date, lexicon=lexicon)
    assert (actor.id, next(iter(actor.sectors), None)) == (identity, sector)


STATES = [
    ("Guinea-Bissau", "GNB"),
    ("Guinea", "GIN"),
    ("Congo-Brazzaville", "COG"),
    ("the Democratic Republic of Congo", "COD"),
    ("the DPRK", "PRK"),
    ("S. Korea", "KOR"),
    ("the Kremlin", "RUS"),
    ("Downing Street", "GBR"),
    ("Seoul", "KOR"),
    ("US", "USA"),
    ("the U.S.", "USA"),
    ("Türkiye", "TUR"),
    ("Côte d’Ivoire", "CIV"),
    ("RUSSIA", "RUS"),
    ("Kosovo", "KOS"),
]


@pytest.mark.parametrize(("text", "country"), STATES)
def test_a_capital_or_seat_is_the_state_itself(text: str, country: str, lexicon: Lexicon) -> None:
    (actor,) = resolve(text, lexicon=lexicon)
    assert (actor.id, actor.kind, actor.sectors) == (country, "state", ("GOV",))


@pytest.mark.parametrize(
    ("text", "identities"),
    [
        ("Germany, France and the UK", ["DEU", "FRA", "GBR"]),
        ("the foreign ministers of India and Bangladesh", ["IND.GOV", "BGD.GOV"]),
        ("US, Japanese and South Korean officials", ["USA.GOV", "JPN.GOV", "KOR.GOV"]),
        ("Saudi Arabia, along with the UAE, Bahrain and Egypt", ["SAU", "ARE", "BHR", "EGY"]),
        ("Bolivian and Peruvian police", ["BOL.COP", "PER.COP"]),
        ("Trinidad and Tobago", ["TTO"]),
        ("Turkish police, prosecutors and soldiers", ["TUR.COP", "TUR.JUD", "TUR.MIL"]),
        ("the presidents of Kenya, Uganda and Rwanda", ["KEN.GOV", "UGA.GOV", "RWA.GOV"]),
        ("Russian, Ukrainian and Turkish negotiators", ["RUS.GOV", "UKR.GOV", "TUR.GOV"]),
        ("Britain's and France's foreign ministers", ["GBR.GOV", "FRA.GOV"]),
        ("Israeli soldiers and Palestinian militants", ["ISR.MIL", "PSE.UAF"]),
        ("Venezuelan and Red Cross officials", ["VEN.GOV", "NGO:international-committee-of-the-red-cross"]),
        ("More than 300 Venezuelan soldiers and policemen", ["VEN.MIL", "VEN.COP"]),
        ("Iran as well as Iraq", ["IRN", "IRQ"]),
        ("Mali, Niger and Burkina Faso", ["MLI", "NER", "BFA"]),
        ("Trinidad and Tobago and Barbados", ["TTO", "BRB"]),
        ("the two Koreas", ["KOR", "PRK"]),
        ("Peruvian Ministry of Energy and Mines", ["PER.GOV"]),
        ("Ministry of Health and Welfare of South Korea", ["KOR.GOV"]),
    ],
)
def test_lists(text: str, identities: list[str], lexicon: Lexicon) -> None:
    assert [actor.id for actor in resolve(text, lexicon=lexicon)] == identities


@pytest.mark.parametrize(
    "text",
    [
        "Japanese food",
        "turkey",
        "us",
        "who",
        "Jordan Smith",
        "Lake Chad",
        "the table",
        "",
        "Iran's nuclear programme",
        "Chad Wolfram",
        "in Seoul",
        "Korean barbecue",
        "the French Revolution",
        "Georgia Tech",
        "the River Jordan",
        "Thanksgiving turkey",
        "Denzel Washington",
        "Paris Hilton",
        "the Vienna Convention",
        "the Paris climate agreement",
        "a Russian novel",
        "Cuban cigars",
        "Macedonia Street",
        "Jordan Henderson",
        "guinea pigs",
        "South China Sea",
    ],
)
def test_what_is_no_actor(text: str, lexicon: Lexicon) -> None:
    assert resolve(text, lexicon=lexicon) == []


@pytest.mark.parametrize(
    "text", ["protesters", "Iran-backed militia", "ambassador to Japan", "several lawmakers", "Sheikh Sabah Zorblax"]
)
def test_no_country_is_invented(text: str, lexicon: Lexicon) -> None:
    (actor,) = resolve(text, lexicon=lexicon)
    assert actor.country is None
    assert actor.id.startswith("ORG:")


@pytest.mark.parametrize(
    ("text", "date", "sector", "role"),
    [
        ("Shinzo Abe", "2019-05-01", "GOV", "Prime Minister"),
        ("Shinzo Abe", "2021-05-01", "ELI", "former Prime Minister"),
        ("Hayat Tahrir al-Sham", "2019-05-01", "REB", None),
        ("Hayat Tahrir al-Sham", "2025-05-01", "GOV", None),
        ("the Taliban", "2015-05-01", "REB", None),
        ("the Taliban", "2022-05-01", "GOV", None),
        ("Prime Minister Shinzo Abe", None, "GOV", "Prime Minister"),
        ("Secretary-General Kofi Annan", "1999-01-01", "GOV", "Secretary-General"),
    ],
)
def test_in_time(text: str, date: str | None, sector: str, role: str | None, lexicon: Lexicon) -> None:
    (actor,) = resolve(text, date=date, lexicon=lexicon)
    assert (actor.sectors[0], actor.role) == (sector, role)


def test_an_id_is_the_same_at_every_date(lexicon: Lexicon) -> None:
    found = {
        resolve("Antonio Guterres", date=date, lexicon=lexicon)[0].id
        for date in ("1999-01-01", "2010-01-01", "2020-01-01")
    }
    assert found == {"PRT.GOV:antonio-guterres"}


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    for actor in resolve(text, date="2020-01-01", lexicon=load_lexicon()):
        assert actor.id and actor.name


@pytest.mark.parametrize("piece", ["the of ", "and, ", "Iran's ", "(((", "A.B.", "'s's", "president "])
def test_hostile_length(piece: str, lexicon: Lexicon) -> None:
    resolve(piece * (100_000 // len(piece)), date="2020-01-01", lexicon=lexicon)
