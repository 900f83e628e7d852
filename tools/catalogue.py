#!/usr/bin/env python3
"""Writes the catalogue of works and the table of portions from reference facts.

  tools/catalogue.py WORKS.json PORTIONS.json src/citation

WORKS.json holds titles, aliases, address schemes and counts of the works of the library; PORTIONS.json the weekly portions
with their ranges. The result is works.tsv (title, Hebrew title, category, scheme, counts, aliases), commentaries.tsv and
portions.tsv, in canonical order. Run it again when the facts change; the product reads only its result.

Schemes: c chapter and verse, both counted; s the chapter counted, what is in it not; d daf and amud, first and last; p part
and chapter, spelled out; h named sections; o not counted.
"""
import json, os, sys

ORDER = ["Tanakh/Torah", "Tanakh/Prophets", "Tanakh/Writings", "Mishnah", "Tosefta", "Talmud/Bavli", "Talmud/Minor",
         "Talmud/Yerushalmi", "Talmud", "Midrash", "Halakhah", "Liturgy", "Jewish Thought", "Musar", "Kabbalah", "Chasidut"]
SHOWN = {"Tanakh/Torah": "Torah", "Tanakh/Prophets": "Prophets", "Tanakh/Writings": "Writings",
         "Talmud/Yerushalmi": "Jerusalem Talmud", "Jewish Thought": "Thought"}


def rank(work):
    category = work["category"]
    at = next((i for i, name in enumerate(ORDER) if category.startswith(name)), len(ORDER))
    return at, category if at == len(ORDER) else "", work["order"]


def scheme(work):
    lengths, category = work.get("lengths"), work["category"]
    if category.startswith("Talmud/Bavli") and isinstance(lengths, list) and len(lengths) == 2 and isinstance(lengths[0], str):
        return "d", ",".join(lengths)
    if work["title"] == "Guide for the Perplexed":
        return "p", ",".join(str(part["count"]) for part in work["parts"])
    if work["title"] == "Pesach Haggadah":
        return "h", ""
    if isinstance(lengths, list) and lengths and all(isinstance(n, int) for n in lengths):
        hard = category.startswith(("Tanakh", "Mishnah"))
        return ("c" if hard else "s"), ",".join(map(str, lengths))
    if isinstance(work.get("parts"), list) and work["title"] == "Kuzari" and all("count" in part for part in work["parts"]):
        return "s", ",".join(str(part["count"]) for part in work["parts"])
    count = work.get("count") or work.get("chapters")
    if isinstance(count, int):
        return "s", ",".join(["0"] * count)
    return "o", ""


def main():
    works = json.load(open(sys.argv[1], encoding="utf-8"))
    portions = json.load(open(sys.argv[2], encoding="utf-8"))["parashiyot"]
    to = sys.argv[3]
    with open(os.path.join(to, "works.tsv"), "w", encoding="utf-8") as out:
        for work in sorted(works["works"], key=rank):
            shown = SHOWN.get(work["category"]) or SHOWN.get(work["category"].split("/")[0]) or work["category"].split("/")[0]
            if work["category"] == "Talmud/Yerushalmi":
                shown = "Jerusalem Talmud"
            kind, counts = scheme(work)
            row = [work["title"], work["he"], shown, kind, counts, "|".join(dict.fromkeys(work["aliases"]))]
            out.write("\t".join(row) + "\n")
    with open(os.path.join(to, "commentaries.tsv"), "w", encoding="utf-8") as out:
        for entry in works["commentaries"]:
            out.write("\t".join([entry["prefix"].strip(), entry["he"], "|".join([entry["title"]] + entry["aliases"])]) + "\n")
    with open(os.path.join(to, "portions.tsv"), "w", encoding="utf-8") as out:
        for portion in portions:
            if not portion["combined"]:
                span = portion["range"][len(portion["book"]) + 1:]
                out.write("\t".join([str(portion["num"]), portion["name"], portion["he"], portion["book"], span]) + "\n")


main()
