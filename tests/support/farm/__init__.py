"""The site farm: one process that serves many believable web sites, and many broken ones, on loopback.

`catalogue` says which sites there are and what a correct scanner must find on each; `Farm` starts the process.
"""

from tests.support.farm.catalogue import Expected, Site, demo_domains, faulty_sites, odd_sites, site_of, sites
from tests.support.farm.process import Farm

__all__ = ["Expected", "Farm", "Site", "demo_domains", "faulty_sites", "odd_sites", "site_of", "sites"]
