"""Who people are, for messages: numbers, households, guardians; and whom a notice may go to."""

from __future__ import annotations

from messaging.declaration import AddressBook, Audience, address_books, audiences
from residents.selectors.phones import living_holders
from residents.selectors.recipients import aged, guardians, named, recipients

address_books.register(AddressBook("residents", recipients, guardians, living_holders, named))
audiences.register(Audience("everybody", "住在这里的全部成年人", lambda area, day: aged(area, day, 18)))
audiences.register(Audience("60+", "60 岁以上的老人", lambda area, day: aged(area, day, 60)))
audiences.register(Audience("65+", "65 岁以上的老人", lambda area, day: aged(area, day, 65)))
audiences.register(Audience("80+", "80 岁以上的老人", lambda area, day: aged(area, day, 80)))
