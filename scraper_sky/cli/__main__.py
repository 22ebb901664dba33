"""`python -m scraper_sky.cli`: the same as the `scrapersky` command."""

from scraper_sky.cli import main

main(prog_name="scrapersky")
