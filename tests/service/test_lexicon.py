"""/v1/lexicon: entries by layer, changed by editors and by hand at the same time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from command import Cli
from serving import Serving


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    cli = Cli(tmp_path_factory.mktemp("lexicon"))
    cli.write("narrate.toml", 'desk_lexicons = ["sport.tsv"]\n')
    cli.write("sport.tsv", "term\trespelling\nLuton\tLOO-tun\n")
    serving = Serving(cli)
    yield serving
    serving.end()


def test_an_entry_is_put_shown_and_deleted_with_its_editor(service: Serving) -> None:
    editor = {"X-Editor": "Ana Lind"}
    path = "/v1/lexicon/Varga"
    put = service.http.put(path, json={"respelling": "VAR-guh"}, headers=editor)
    assert put.status_code == 201
    line = (service.cli.folder / "lexicon.tsv").read_text().splitlines()[-1]
    assert line.startswith("Varga\t\tVAR-guh\t")
    assert "Ana Lind" in line
    [entry] = service.http.get(path).json()["entries"]
    assert (entry["layer"], entry["checked_by"]) == ("house", "Ana Lind")
    assert service.http.put(path, json={"alias": "the mayor"}).status_code == 200
    assert service.http.delete(path).status_code == 204
    assert service.http.get(path).status_code == 404
    assert service.http.delete(path).status_code == 404


def test_layers_are_apart_and_the_nearest_comes_first(service: Serving) -> None:
    service.http.put("/v1/lexicon/Luton?layer=house", json={"respelling": "LUT-un"})
    entries = service.http.get("/v1/lexicon/Luton").json()["entries"]
    assert [(entry["layer"], entry["respelling"]) for entry in entries] == [
        ("desk", "LOO-tun"),
        ("house", "LUT-un"),
    ]
    listed = service.http.get("/v1/lexicon", params={"q": "luton", "layer": "desk"}).json()
    assert listed["total"] == 1
    assert service.http.put("/v1/lexicon/A?layer=sky", json={"alias": "b"}).status_code == 400


def test_a_name_with_a_slash_has_an_entry(service: Serving) -> None:
    assert service.http.put("/v1/lexicon/AC%2FDC", json={"alias": "A C D C"}).status_code == 201
    assert service.http.get("/v1/lexicon/AC%2FDC").json()["term"] == "AC/DC"


def test_an_unreadable_entry_is_refused_and_nothing_is_written(service: Serving) -> None:
    before = (service.cli.folder / "sport.tsv").read_text()
    path = "/v1/lexicon/Hove?layer=desk"
    for entry in ({"ipa": "/qq1/"}, {"respelling": "qxz"}, {"note": "no saying"}):
        assert service.http.put(path, json=entry).status_code == 422
    assert service.http.put(path, json={"sound": "x"}).status_code == 400
    assert service.http.put(path, json={"alias": "a\tb"}).status_code == 422
    assert (service.cli.folder / "sport.tsv").read_text() == before


def test_of_two_editors_the_second_sees_the_change_of_the_first(service: Serving) -> None:
    path = "/v1/lexicon/Ryde"
    tag = service.http.put(path, json={"respelling": "RAYD"}).headers["etag"]
    first = service.http.put(path, json={"respelling": "ROHD"}, headers={"If-Match": tag})
    second = service.http.put(path, json={"respelling": "REED"}, headers={"If-Match": tag})
    assert (first.status_code, second.status_code) == (200, 412)
    again = service.http.put(path, json={"alias": "x"}, headers={"If-None-Match": "*"})
    assert again.status_code == 412
    assert service.http.get(path).json()["entries"][0]["respelling"] == "ROHD"


def test_many_editors_and_a_person_with_the_file_lose_nothing(service: Serving) -> None:
    file = service.cli.folder / "lexicon.tsv"

    def put(number: int) -> int:
        path = f"/v1/lexicon/Name{number}"
        return service.http.put(path, json={"respelling": "NAYM"}).status_code

    with ThreadPoolExecutor(8) as pool:
        codes = pool.map(put, range(40))
        for number in range(10):
            with file.open("a") as lines:
                lines.write(f"Hand{number}\t\tHAND\n")
    assert set(codes) == {201}
    terms = {line.split("\t")[0] for line in file.read_text().splitlines()}
    assert {f"Name{number}" for number in range(40)} <= terms
    assert {f"Hand{number}" for number in range(10)} <= terms


def test_an_article_has_its_own_sayings_and_a_rebuild_speaks_them(service: Serving) -> None:
    service.put("own", voice="espeak-en-gb")
    before = service.ended("own")["published"]
    path = "/v1/lexicon/Varga?layer=article&narration=own"
    assert service.http.put(path, json={"saying": "VAR-guh"}).status_code == 201
    assert service.http.put(path, json={"saying": "/q1q/"}).status_code == 422
    shown = service.http.get("/v1/lexicon/Varga?narration=own").json()["entries"]
    assert [entry["layer"] for entry in shown] == ["article"]
    assert service.http.post("/v1/narrations/own/rebuild").status_code == 202
    after = service.ended("own")["published"]
    assert after["undecided"] == ["Bramley"]
    assert after["files"]["audio"]["sha256"] != before["files"]["audio"]["sha256"]
    assert service.http.delete(path).status_code == 204
