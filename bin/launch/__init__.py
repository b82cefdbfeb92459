"""What the entry points in bin/ share: packages, private services, secrets, the processes of the site.

Standard library only: it runs before the virtual environment exists, on Debian's own Python 3.11.

machine.py    system packages, cores, memory        environment.py  folders, secrets, what children see
packages.py   virtual environment, npm assets       private.py      who the services run as, and where
postgres.py   private PostgreSQL                    redis.py        private Redis
services.py   brings both up, last user puts out    site.py         web, dispatcher, worker and scheduler
"""
