"""Reminders, delivery and notices"""

from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

_ZONE = ZoneInfo('Asia/Ho_Chi_Minh')
"""Every organisation so far lives by this clock."""


def upgrade() -> None:
    op.create_table('outage',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_table('savedaudience',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('folded', sa.Text(), nullable=False),
    sa.Column('audience', _document(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['made_by'], ['member.id'], ),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('organisation_id', 'folded')
    )
    op.create_table('acknowledgement',
    sa.Column('notice_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], ),
    sa.ForeignKeyConstraint(['notice_id'], ['notice.id'], ),
    sa.PrimaryKeyConstraint('notice_id', 'member_id', 'version')
    )
    with op.batch_alter_table('acknowledgement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_acknowledgement_member_id'), ['member_id'], unique=False)

    op.create_table('groupchat',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('telegram_id', sa.BigInteger(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('bloc_id', sa.Integer(), nullable=True),
    sa.Column('added_by', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('weekly_since_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['added_by'], ['member.id'], ),
    sa.ForeignKeyConstraint(['bloc_id'], ['bloc.id'], ),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('telegram_id')
    )
    with op.batch_alter_table('groupchat', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_groupchat_bloc_id'), ['bloc_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_groupchat_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('noticeversion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('notice_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('content', _document(), nullable=True),
    sa.Column('corrected_by', sa.Integer(), nullable=False),
    sa.Column('corrected_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tells', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['corrected_by'], ['member.id'], ),
    sa.ForeignKeyConstraint(['notice_id'], ['notice.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('notice_id', 'version')
    )
    op.create_table('noticeunit',
    sa.Column('notice_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['notice_id'], ['notice.id'], ),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], ),
    sa.PrimaryKeyConstraint('notice_id', 'unit_id')
    )
    with op.batch_alter_table('noticeunit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_noticeunit_unit_id'), ['unit_id'], unique=False)

    op.create_table('blochead',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('bloc_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('set_by', sa.Integer(), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['bloc_id'], ['bloc.id'], ),
    sa.ForeignKeyConstraint(['set_by'], ['member.id'], ),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('bloc_id', 'year')
    )
    with op.batch_alter_table('blochead', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_blochead_unit_id'), ['unit_id'], unique=False)

    op.create_table('call',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('obligation_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(32), nullable=False),
    sa.Column('promised_on', sa.Date(), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], ),
    sa.ForeignKeyConstraint(['obligation_id'], ['obligation.id'], ),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('call', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_call_obligation_id'), ['obligation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_call_unit_id'), ['unit_id'], unique=False)

    op.create_table('callneed',
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('obligation_id', sa.Integer(), nullable=False),
    sa.Column('deadline_on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(32), nullable=False),
    sa.Column('since_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['obligation_id'], ['obligation.id'], ),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], ),
    sa.PrimaryKeyConstraint('unit_id', 'obligation_id', 'deadline_on', 'reason')
    )
    with op.batch_alter_table('callneed', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_callneed_obligation_id'), ['obligation_id'], unique=False)

    op.create_table('promise',
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('obligation_id', sa.Integer(), nullable=False),
    sa.Column('promised_on', sa.Date(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('by_office', sa.Boolean(), nullable=False),
    sa.Column('promised_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], ),
    sa.ForeignKeyConstraint(['obligation_id'], ['obligation.id'], ),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], ),
    sa.PrimaryKeyConstraint('unit_id', 'obligation_id')
    )
    with op.batch_alter_table('promise', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_promise_obligation_id'), ['obligation_id'], unique=False)

    _add_columns()
    _begin_ladders()
    _let_outbox_write_to_groups()


def _add_columns() -> None:
    # Never by making a table anew, as alembic does on SQLite for a foreign key: that drops a table
    # to which others refer.
    added: dict[str, list[sa.Column[Any]]] = {
        'organisation': [sa.Column('ladder', _document()), sa.Column('escalated_on', sa.Date())],
        'obligation': [sa.Column('ladder', _document()), sa.Column('rungs_from_on', sa.Date())],
        'plan': [
            sa.Column('withdrawn_at', sa.DateTime(timezone=True)),
            sa.Column('withdrawn_by', sa.Integer(), sa.ForeignKey('member.id')),
        ],
        'unit': [_words('type'), _words('contact'), _words('phone')],
        'member': [_words('lost_because')],
        'receipt': [sa.Column('returned_at', sa.DateTime(timezone=True))],
        'notice': [
            sa.Column('content', _document()),
            sa.Column('version', sa.Integer(), nullable=False, server_default='1'),
            sa.Column('asks_receipt', sa.Boolean(), nullable=False, server_default=sa.false()),
            sa.Column('due_at', sa.DateTime(timezone=True)),
            sa.Column('fanned_to', sa.Integer()),
            sa.Column('followed_to', sa.Integer()),
            sa.Column('progress_member_id', sa.Integer(), sa.ForeignKey('member.id')),
            sa.Column('ended_at', sa.DateTime(timezone=True)),
            sa.Column('withdrawn_at', sa.DateTime(timezone=True)),
            sa.Column('withdrawn_by', sa.Integer(), sa.ForeignKey('member.id')),
        ],
    }
    for table, columns in added.items():
        for column in columns:
            op.add_column(table, column, inline_references=True)


def _begin_ladders() -> None:
    # Of a date set by hand, rungs that lay behind were never owed; that is said per obligation now.
    obligation = sa.table(
        'obligation',
        sa.column('id', sa.Integer()),
        sa.column('set_at', sa.DateTime(timezone=True)),
        sa.column('rungs_from_on', sa.Date()),
    )
    connection = op.get_bind()
    by_hand = sa.select(obligation.c.id, obligation.c.set_at).where(obligation.c.set_at.is_not(None))
    for id_, set_at in connection.execute(by_hand).all():
        day = set_at.replace(tzinfo=set_at.tzinfo or UTC).astimezone(_ZONE).date()
        connection.execute(
            obligation.update().where(obligation.c.id == id_).values(rungs_from_on=day)
        )


def _let_outbox_write_to_groups() -> None:
    # Nothing refers to the outbox: it may be made anew, which SQLite needs to let a column be empty.
    with op.batch_alter_table('outboxmessage') as batch_op:
        batch_op.add_column(sa.Column('group_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('organisation_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('other_message_ids', _document(), nullable=True))
        batch_op.add_column(_words('how'))
        batch_op.add_column(sa.Column('version', sa.Integer(), nullable=True))
        batch_op.alter_column('member_id', existing_type=sa.Integer(), nullable=True)
        batch_op.create_foreign_key('outboxmessage_group_id_fkey', 'groupchat', ['group_id'], ['id'])
        batch_op.create_foreign_key(
            'outboxmessage_organisation_id_fkey', 'organisation', ['organisation_id'], ['id']
        )
    op.create_index('ix_outboxmessage_group_id', 'outboxmessage', ['group_id'])
    failed = sa.text("state = 'failed'")
    op.create_index(
        'ix_outbox_failed', 'outboxmessage', ['member_id'], sqlite_where=failed, postgresql_where=failed
    )


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default='')


def _document() -> sa.types.TypeEngine[Any]:
    return sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
