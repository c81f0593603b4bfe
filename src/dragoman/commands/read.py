"""``dragoman read``."""

from __future__ import annotations

import click

from dragoman.commands.output import echo_json_list
from dragoman.commands.pages import Skipped, each_page, pages_argument, published_option
from dragoman.record import Article


@click.command("read")
@pages_argument
@published_option
@click.option("--format", "format_", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True)
def command(pages: tuple[str, ...], published: str | None, format_: str) -> None:
    """Show the article of each PAGE without its furniture.

    A PAGE is a file, a folder, a JSONL file of {"id","url","published","title","text"|"html"}, or - for standard input.
    """
    skipped = Skipped()
    articles = each_page(pages, lambda page: page.read(published=published), skipped)
    if format_ == "text":
        for number, article in enumerate(articles):
            click.echo(("\n" if number else "") + as_text(article))
    else:
        echo_json_list((article.model_dump_json() for article in articles), lines=format_ == "jsonl")
    skipped.finish()


def as_text(article: Article) -> str:
    """The article as a reader would print it: title, a line of what is known, and the body."""
    known = (article.section, article.byline, article.published, article.dateline and article.dateline.place)
    head = [article.title or "(no title)", " · ".join(part for part in known if part)]
    return "\n".join(line for line in head if line) + "\n\n" + article.body + "\n"
