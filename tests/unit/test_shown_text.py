"""Shown text: LaTeX as Unicode, Markdown as blocks and spans, and nothing lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.text import inline, shown
from bot.view import Block, Span, plain


def said(markdown: str) -> str:
    return plain(shown(markdown))


# --- LaTeX --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"$\mu$P", "μP"),
        ("from $500K$ to $1.5B$ parameters", "from 500K to 1.5B parameters"),
        ("what it ``knows'' about", "what it “knows” about"),
        ('a ``needle in a haystack" test', "a “needle in a haystack” test"),
        ("so `called' things", "so ‘called’ things"),
        (r"\textit{e.g.} at 50\% of", "e.g. at 50% of"),
        (r"1024$\times$1024 and 0.73$\rightarrow$0.90", "1024×1024 and 0.73→0.90"),
        (r"I$^2$SB, $10^{-3}$, $x_i$, $e^{N_E}$", "I²SB, 10⁻³, xᵢ, e^(N_E)"),
        (r"$\varphi_p(g)=({\rm sign}(g_i)|g_i|^p)_{i}$", "φₚ(g)=(sign(gᵢ)|gᵢ|ᵖ)ᵢ"),
        (r"$\frac{a+b}{c} \leq \sqrt{L}$ in $\mathbb{R}^d$", "(a+b)/c ≤ √L in ℝᵈ"),
        (r"$\textbf{L}$oad-$\mathtt{Norm}$", "Load-Norm"),
        (r"scales as $\tilde{O}(n \log n)$", "scales as Õ(n log n)"),
        (r"$CoT$-$Pass@K$, top-$k$, $n$-grams, with $4$K", "CoT-Pass@K, top-k, n-grams, with 4K"),
        (r"run$\unicode{x2014}$each", "run—each"),
        (r"$DyT($x$) = \tanh(\alpha $x$)$", "DyT(x) = tanh(αx)"),
        (r"\(x^2\) and \[y\] and $$z$$", "x² and y and z"),
        (r"Schr\"odinger and caf\'{e}", "Schrödinger and café"),
        ("models -- such as ours --- and 5--10", "models – such as ours — and 5–10"),
        (r"available at~\url{https://a.b/c_d}.", "available at https://a.b/c_d."),
        (r"the \emph{large \textbf{vocabulary} regime}", "the large vocabulary regime"),
        (r"{\em new} things", "new things"),
    ],
)
def test_latex_becomes_unicode(written: str, read: str) -> None:
    assert said(written) == read
    assert "".join(span.text for span in inline(written)) == read


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $10 an hour.",
        "between $5-$10, or US$3.5M to $4M",
        "($5) vs ($10), 5$/10$",
        "$100 million and $200 million; about $3 per 1M tokens vs. $15",
        "5달러($5)와 10달러($10)",
        "$5 for the first and 10$ for the rest",
        "World Modeling$ (WM) and $ alone",
        "$5.",
    ],
)
def test_dollar_amounts_are_no_formulas(text: str) -> None:
    assert said(text) == text


@pytest.mark.parametrize(
    "text",
    [
        r"\NickName and \benchname{} stay",
        r"$\foo{x} + \bar$ stays",
        r"\begin{equation} a = b \end{equation}",
        r"$a & b$ and $x_{$ and $}y$",
        r"C:\users\times and \1",
        "${{{{{{{{{{{{{{{{{{{{x}}}}}}}}}}}}}}}}}}}}$",
    ],
)
def test_what_cannot_be_converted_stays_as_it_is(text: str) -> None:
    assert said(text) == text


# --- Markdown -----------------------------------------------------------------------------------------------------


def test_styles_code_and_links_become_spans() -> None:
    assert inline("**굵게** *기울여* ~~지움~~ `a_b*c` [글](https://a.b/c_(d)) \\*별") == (
        Span("굵게", "bold"),
        Span(" "),
        Span("기울여", "italic"),
        Span(" "),
        Span("지움", "strike"),
        Span(" "),
        Span("a_b*c", "code"),
        Span(" "),
        Span("글", url="https://a.b/c_(d)"),
        Span(" *별"),
    )


@pytest.mark.parametrize("around", ["{}", "**가** {}", "`x` {}"])
def test_bare_urls_are_links_without_the_punctuation_and_the_particle_after_them(around: str) -> None:
    text = around.format("얼마 전 https://a.b/c_d_e와 (https://a.b/c*d, https://e.f/).")
    assert [span.url for span in shown(text)[0].spans if span.url] == [
        "https://a.b/c_d_e",
        "https://a.b/c*d",
        "https://e.f/",
    ]
    assert plain(shown(text)).endswith("얼마 전 https://a.b/c_d_e와 (https://a.b/c*d, https://e.f/).")


def test_only_web_addresses_become_links() -> None:
    spans = inline("[a](javascript:alert(1)) [b](file.md) [c](data:text/html,x) <mailto:d@e.f>")
    assert not [span for span in spans if span.url]


def test_blocks_know_their_kind_depth_and_number() -> None:
    text = "# 제목\n\n글\n\n> 인용\n\n- 하나\n  - 둘\n\n3. 셋\n\t1. 넷\n\n```py\nx = '$5$'\n```\n"
    assert shown(text) == (
        Block("heading", (Span("제목"),)),
        Block("paragraph", (Span("글"),)),
        Block("quote", (Span("인용"),)),
        Block("item", (Span("하나"),)),
        Block("item", (Span("둘"),), 1),
        Block("item", (Span("셋"),), 0, "3."),
        Block("item", (Span("넷"),), 1, "1."),
        Block("code", (Span("x = '$5$'"),)),
    )


def test_a_table_is_shown_as_it_was_written() -> None:
    assert shown("표:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")[1] == Block(
        "code", (Span("| a | b |\n|---|---|\n| 1 | 2 |"),)
    )


def test_links_between_notes_show_the_name_of_the_paper() -> None:
    assert said("[[240101 Cogs]]보다 [[x/240102 Gears.md|기어]] ![[figure.png]]") == "Cogs보다 기어 figure.png"


def test_an_image_is_a_link_to_it() -> None:
    assert inline("![그림](https://a.b/c.png)") == (Span("그림", url="https://a.b/c.png"),)


def test_the_line_ends_of_the_author_stay_and_those_of_a_program_go() -> None:
    wrapped = "We propose a new method for everything that anybody ever wanted to\nmeasure in a language model."
    assert said(wrapped) == wrapped.replace("\n", " ")
    assert said("첫째.\nsecond") == "첫째.\nsecond"


def test_nothing_in_a_document_becomes_a_heading_a_reference_or_markup_unseen() -> None:
    assert said("글\n---\n다음") == "글\n\n다음"
    assert said("[a]: https://a.b/c") == "[a]: https://a.b/c"
    assert said("<b>x</b> <!channel> <@U1> @everyone") == "<b>x</b> <!channel> <@U1> @everyone"
    assert shown("    x = 1")[0].kind == "paragraph"


# --- for all texts ------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    (
        *(
            "$",
            "$$",
            "\\",
            "{",
            "}",
            "_",
            "^",
            "*",
            "**",
            "`",
            "``",
            "''",
            "\\alpha",
            "\\frac",
            "\\textbf{",
            "\\(",
            "\\)",
        ),
        *(
            "[",
            "](https://a.b)",
            "[[",
            "]]",
            "!",
            "https://a.b/c_d",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "# ",
            "|",
            "<br>",
        ),
        *(
            "한글",
            "5",
            "K",
            " ",
            "\\begin{x}",
            "&",
            "~~",
            "---",
            "\\'e",
            "\\unicode{xD800}",
            "\\sqrt",
            "\t",
            "\x00",
            "\ud800",
        ),
    )
)


@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join))
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(plain(shown(text)), str)
    assert all(span.text for span in inline(text))
    plain(shown(text)).encode()


@pytest.mark.parametrize("deep", ["> ", "- ", "1. ", ">"])
def test_text_in_absurd_depth_is_still_shown(deep: str) -> None:
    assert "끝" in said(deep * 300 + "끝")
    nested = "\n".join("  " * level + deep + "층" for level in range(60))
    assert said(nested).count("층") == 60
    assert "끝" in said("\\text{" * 150 + "끝" + "}" * 150)


@given(st.text(alphabet="abc한글 .,\n$\\{}_^*5K", max_size=120))
def test_letters_and_digits_are_never_lost(text: str) -> None:
    macros = re.sub(r"\\[a-zA-Z]+", "", text)
    kept = [character for character in macros if character in "한글"]
    assert [character for character in said(text) if character in "한글"] == kept


@given(st.text(alphabet="abcdef 가나다.,()\n", max_size=200))
def test_plain_prose_is_shown_unchanged(text: str) -> None:
    assert " ".join(said(text).split()) == " ".join(text.split())


@pytest.mark.parametrize(
    ("markdown", "bold"),
    [
        ('**어텐션(attention)**을 **"다르게"**본다', ["어텐션(attention)", '"다르게"']),
        ("이것은**“다르게”** 본다", ["“다르게”"]),
        ("**가**(“나”) **다**라", ["가", "다"]),
        ("(참고)**중요**한", ["중요"]),
    ],
)
def test_bold_next_to_a_particle_is_bold(markdown: str, bold: list[str]) -> None:
    spans = inline(markdown)
    assert [span.text for span in spans if span.style == "bold"] == bold
    assert "*" not in "".join(span.text for span in spans)


def test_a_product_with_asterisks_stays_one() -> None:
    assert said("2 * (3) * 4와 a * b") == "2 * (3) * 4와 a * b"


def test_an_address_with_hangul_is_one_link() -> None:
    for sentence in (
        "참고 https://ko.wikipedia.org/wiki/한국 그리고",
        "`x` 참고 https://ko.wikipedia.org/wiki/한국 그리고",
    ):
        assert [span.url for block in shown(sentence) for span in block.spans if span.url] == [
            "https://ko.wikipedia.org/wiki/한국"
        ]
