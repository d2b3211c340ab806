import pytest

from kg.encoder.pieces import CLS, SEP, Pieces, PieceShape, shape_of, window


@pytest.mark.parametrize(
    ("piece", "word", "shape"),
    [
        ("mosul", "mosul", PieceShape.LOWER),
        ("Mosul", "Mosul", PieceShape.TITLE),
        ("A", "Amnesty", PieceShape.TITLE),
        ("M", "MOSUL", PieceShape.UPPER),
        ("SDF", "SDF", PieceShape.UPPER),
        ("iPhone", "iPhone", PieceShape.MIXED),
        ("2014", "2014", PieceShape.DIGIT),
        ("-", "-", PieceShape.OTHER),
    ],
)
def test_shape_of_a_piece(piece: str, word: str, shape: PieceShape) -> None:
    assert shape_of(piece, word) is shape


def test_window_separates_paragraphs() -> None:
    words = [Pieces((7, 8), (1, 1)), Pieces((9,), (2,))]
    laid = window(words, [True, True])
    assert laid.ids.tolist() == [CLS, 7, 8, SEP, 9, SEP]
    assert laid.first.tolist() == [1, 4]
    assert laid.last.tolist() == [2, 4]
