"""The pages, one module for each kind."""

from __future__ import annotations

from dragoman.web.views import actors, articles, docs, dyads, events, front, ledger, places, search, world

ROUTERS = [module.router for module in (front, dyads, events, actors, articles, ledger, places, world, search, docs)]
