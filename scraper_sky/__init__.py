"""ScraperSky: a list of domains in, facts with evidence out, none ever lost."""
