"""Suivi's rooms: domain, intake, usecases, adapters, api, triggers, pages (docs: README, "The map")."""
