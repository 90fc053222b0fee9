# SPDX-License-Identifier: GPL-3.0-or-later
"""The REST platform that people would write: Flask over SQLite, by SQLAlchemy's ORM and by a raw
cursor. Served by gunicorn for compare.py; the path of the database is in PEER_DATABASE."""

import json
import os
import sqlite3

import flask
import sqlalchemy
from sqlalchemy.orm import declarative_base, sessionmaker

DATABASE = os.environ["PEER_DATABASE"]
COLUMNS = ("date", "product_id", "category", "sales", "is_imputed", "batch_num", "file_hash",
           "created_at", "updated_at", "version")
Base = declarative_base()


class Invoice(Base):
    __tablename__ = "invoice_data"
    date = sqlalchemy.Column(sqlalchemy.String, primary_key=True)
    product_id = sqlalchemy.Column(sqlalchemy.String, primary_key=True)
    category = sqlalchemy.Column(sqlalchemy.String, primary_key=True)
    sales = sqlalchemy.Column(sqlalchemy.Float)
    is_imputed = sqlalchemy.Column(sqlalchemy.Integer)
    batch_num = sqlalchemy.Column(sqlalchemy.String)
    file_hash = sqlalchemy.Column(sqlalchemy.String)
    created_at = sqlalchemy.Column(sqlalchemy.String)
    updated_at = sqlalchemy.Column(sqlalchemy.String)
    version = sqlalchemy.Column(sqlalchemy.Integer)


application = flask.Flask(__name__)
sessions = sessionmaker(bind=sqlalchemy.create_engine(f"sqlite:///{DATABASE}"))


def read_limit():
    return flask.request.args.get("limit", default=1000, type=int)


@application.get("/health")
def health():
    return flask.jsonify(status="ok")


@application.get("/invoice-data")
def invoices_by_mapper():
    with sessions() as session:
        rows = session.query(Invoice).order_by(Invoice.date, Invoice.category, Invoice.product_id)
        return flask.jsonify([{name: getattr(row, name) for name in COLUMNS}
                              for row in rows.limit(read_limit())])


@application.get("/raw")
def invoices_by_cursor():
    connection = sqlite3.connect(DATABASE)
    rows = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM invoice_data"
                              " ORDER BY date, category, product_id LIMIT ?", (read_limit(),))
    body = json.dumps([dict(zip(COLUMNS, row)) for row in rows])
    connection.close()
    return flask.Response(body, mimetype="application/json")
