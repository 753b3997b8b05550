"""What becomes of a picture: painted, kept, or a placeholder; and that it carries nothing but pixels."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageSequence
from tests.formats.conftest import plan_for
from tests.ocr.drawn import bars, jpeg, letter, logo, photograph, png, scribble, signature

from redactor import ocr
from redactor.formats.opc import pictures, pictures_painting
from redactor.formats.opc.cropping import Crop
from redactor.formats.opc.pictures_judging import FoundPicture, PictureJudge, Treated
from redactor.model import Plan, Replacement, Segment
from redactor.ocr import OcrError, rapid

CODES = {"Karen Oldroyd": "HV2", "Marek Wisniowski": "Father", "Ms Tolland": "SW1"}
LETTER = ["Dear Ms Tolland,", "I saw Karen Oldroyd, health visitor,", "and Marek Wisniowski at home."]


def _plan(segments: tuple[Segment, ...], codes: dict[str, str]) -> Plan:
    return plan_for(
        Replacement(segment.key, at, at + len(name), code, "person", "test")
        for segment in segments
        for name, code in codes.items()
        if (at := segment.text.find(name)) >= 0
    )


def _treated(
    data: bytes,
    *,
    codes: dict[str, str] | None = None,
    cleared: bool = False,
    is_logo: bool = False,
    crops: tuple[Crop | None, ...] = (None,),
) -> Treated:
    judge = PictureJudge([FoundPicture("picture1", data, "body, picture 1", crops, (300, 200), is_logo)])
    names = frozenset({pictures.digest(data)}) if cleared else frozenset[str]()
    (treated,) = judge.treat(_plan(judge.segments, CODES if codes is None else codes), names)
    assert pictures.digest(data) in treated.change.what
    assert treated.change.place == "body, picture 1"
    return treated


def _is_placeholder(treated: Treated, label: str = pictures.LABEL) -> bool:
    return treated.data == pictures.placeholder((300, 200), label)


def _text(treated: Treated) -> str:
    return "\n".join(line.text for line in ocr.read(treated.data).legible)


def test_segments_are_paragraphs_with_their_line() -> None:
    image = letter([*LETTER, "", "", "Yours sincerely"])
    judge = PictureJudge([FoundPicture("p", png(image), "body, picture 2")])
    assert [(s.key, s.text, str(s.place)) for s in judge.segments] == [
        ("p.1", "\n".join(LETTER), "body, picture 2, line 1"),
        ("p.4", "Yours sincerely", "body, picture 2, line 4"),
    ]


@pytest.mark.parametrize(("ground", "ink"), [("white", "black"), ("navy", "white")])
def test_names_are_painted_over(ground: str, ink: str) -> None:
    treated = _treated(png(letter(LETTER, ground=ground, ink=ink)))
    assert treated.change.action == "rewritten"
    assert " ".join(_text(treated).split()) == "Dear SW1, I saw HV2, health visitor, and Father at home."
    before, after = letter(LETTER, ground=ground, ink=ink), Image.open(io.BytesIO(treated.data))
    assert after.size == before.size
    assert after.getpixel((2, 2)) == before.getpixel((2, 2))


def test_painting_is_the_same_every_time() -> None:
    data = jpeg(letter(LETTER))
    assert _treated(data).data == _treated(data).data
    assert _treated(data).extension == "jpeg"


def test_a_name_over_a_line_end_is_painted_in_both_lines() -> None:
    data = png(letter(["This was written by Karen", "Oldroyd in June."]))
    text = _text(_treated(data, codes={"Karen\nOldroyd": "HV2"}))
    assert " ".join(text.split()) == "This was written by HV2 in June."


def test_a_code_that_does_not_fit_makes_a_placeholder() -> None:
    data = png(letter(["Seen: Ed", "by me"], width=90))
    treated = _treated(data, codes={"Ed": "Consultant Community Paediatrician 12"})
    assert _is_placeholder(treated, pictures.NAMES_LABEL)


def test_a_line_read_without_confidence_makes_a_placeholder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures_painting, "CERTAIN", 1.01)
    assert _is_placeholder(_treated(png(letter(LETTER))), pictures.NAMES_LABEL)


def test_a_name_that_can_be_read_after_painting_makes_a_placeholder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures_painting, "_apply", lambda copy, source, patch: True)
    assert _is_placeholder(_treated(png(letter(LETTER))), pictures.NAMES_LABEL)


def test_a_name_on_an_uneven_ground_makes_a_placeholder() -> None:
    shades = Image.linear_gradient("L").rotate(90).resize((200, 60)).point(lambda shade: 90 + shade // 2)
    image = shades.convert("RGB")
    ink = letter(["Karen Oldroyd"], ground="black", ink="white", width=200).convert("L").crop((0, 0, 200, 60))
    image.paste("black", mask=ink)
    assert [line.text for line in ocr.read(image).legible] == ["Karen Oldroyd"]
    assert _is_placeholder(_treated(png(image), is_logo=True), pictures.NAMES_LABEL)


def test_a_signature_in_a_letter_goes_with_the_letter() -> None:
    image = letter([*LETTER, "", "", ""])
    assert _treated(png(image)).change.action == "rewritten"
    assert _is_placeholder(_treated(png(scribble(image.copy(), middle=130))), pictures.NAMES_LABEL)
    assert _is_placeholder(_treated(png(image), codes={})) is False
    assert _is_placeholder(_treated(png(scribble(image.copy(), middle=130)), codes={}))


@pytest.mark.parametrize("image", [signature(), photograph(), logo(), Image.new("RGB", (12, 12), "red")])
def test_pictures_without_text_go_unless_cleared_or_logos(image: Image.Image) -> None:
    data = png(image)
    assert _is_placeholder(_treated(data))
    for kept in (_treated(data, cleared=True), _treated(data, is_logo=True)):
        assert kept.change.action == "rewritten"
        assert Image.open(io.BytesIO(kept.data)).convert("RGB").tobytes() == image.tobytes()


def test_a_photograph_with_a_caption_goes() -> None:
    image = Image.new("RGB", (400, 260), "white")
    image.paste(photograph(260, 160), (60, 20))
    image.paste(letter(["Sports day, main field"], width=300), (60, 190))
    assert _is_placeholder(_treated(png(image)))


def test_text_and_charts_that_name_nobody_stay() -> None:
    for image in (letter(["Referrals are made by telephone", "and confirmed in writing."]), bars()):
        kept = _treated(png(image), codes={})
        assert kept.change.action == "rewritten"
        assert Image.open(io.BytesIO(kept.data)).tobytes() == image.tobytes()


def test_a_cleared_picture_and_a_logo_lose_their_names_too() -> None:
    for kept in (_treated(png(letter(LETTER)), cleared=True), _treated(png(letter(LETTER)), is_logo=True)):
        assert "Oldroyd" not in _text(kept)
        assert "HV2" in _text(kept)


@pytest.mark.parametrize("data", [b"", b"\xd7\xcd\xc6\x9aKaren", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"<svg/>"])
def test_what_cannot_be_decoded_goes_even_if_cleared(data: bytes) -> None:
    assert _is_placeholder(_treated(data))
    assert _is_placeholder(_treated(data, cleared=True))


def test_metadata_is_gone() -> None:
    name = "Marek Wisniowski"
    for data in (png(letter(LETTER), Author=name), jpeg(letter(LETTER), name), jpeg(photograph(), name)):
        kept = _treated(data, cleared=True)
        assert name.encode() not in kept.data
        image = Image.open(io.BytesIO(kept.data))
        image.load()
        assert {"Author", "comment", "exif", "xmp"}.isdisjoint(image.info)
        assert len(list(ImageSequence.Iterator(image))) == 1


def test_invisible_pixels_and_further_frames_are_gone() -> None:
    hidden = letter(["Karen Oldroyd"]).convert("RGBA")
    hidden.putalpha(0)
    assert not any(Image.open(io.BytesIO(_treated(png(hidden), cleared=True).data)).tobytes())
    buffer = io.BytesIO()
    logo().save(buffer, "GIF", save_all=True, append_images=[letter(["Karen Oldroyd"], width=120)])
    kept = Image.open(io.BytesIO(_treated(buffer.getvalue(), cleared=True).data))
    assert (kept.format, getattr(kept, "n_frames", 1)) == ("PNG", 1)


def test_what_the_frame_cuts_off_is_neither_read_nor_kept() -> None:
    image = Image.new("RGB", (400, 88), "white")
    image.paste(letter(["Referrals by telephone"]), (0, 0))
    image.paste(letter(["Karen Oldroyd"]), (0, 44))
    judge = PictureJudge([FoundPicture("p", png(image), "body, picture 1", ((0.0, 0.0, 0.0, 0.5),))])
    assert [segment.text for segment in judge.segments] == ["Referrals by telephone"]
    assert Image.open(io.BytesIO(judge.treat(plan_for(), ())[0].data)).size == (400, 44)
    assert _is_placeholder(_treated(png(image), crops=(None, (0.0, 0.0, 0.0, 0.5)), cleared=True))


def test_without_an_engine_only_what_a_person_cleared_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(image: Image.Image) -> None:
        raise OcrError("Text recognition is not installed completely.", next_step="Install it.")

    monkeypatch.setattr(rapid, "read", fail)
    data = png(letter(["Nobody is named on this one"]))
    judge = PictureJudge([FoundPicture("p", data, "body, picture 1")])
    assert judge.segments == ()
    assert [(notice.place, notice.holds) for notice in judge.notices] == [("body, picture 1", False)]
    assert _is_placeholder(_treated(data))
    assert _treated(data, cleared=True).change.action == "rewritten"


def test_a_fresh_drawing_stands_in_place_of_a_picture_undistorted() -> None:
    data, drawing = png(letter(["The family of Karen Oldroyd"])), png(letter(["Mother", "Child R"], width=200))
    judge = PictureJudge([FoundPicture("p", data, "body, picture 1", shown=(600, 100))])
    plan = replace(plan_for(), drawings=((pictures.digest(data), drawing),))
    (treated,) = judge.treat(plan, frozenset({pictures.digest(data)}))
    image = Image.open(io.BytesIO(treated.data))
    assert image.size == (6 * 74, 74)
    assert _text(treated) == "Mother\nChild R"
    assert (treated.change.action, treated.change.place) == ("replaced", "body, picture 1")
    assert "genogram" in treated.change.what
