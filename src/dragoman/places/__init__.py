"""Where things happen: names of places to the places they mean, and acts to their places."""

from dragoman.places.events import PlaceMention, find_places, place_of
from dragoman.places.gazetteer import Location
from dragoman.places.resolution import country_of, resolve_place

__all__ = ["Location", "PlaceMention", "country_of", "find_places", "place_of", "resolve_place"]
