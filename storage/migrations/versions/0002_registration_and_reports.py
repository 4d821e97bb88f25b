"""Registration and reports"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('contribution',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(32), nullable=False),
    sa.Column('state', sa.String(32), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('person', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], ),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], ),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('organisation_id', 'number')
    )
    with op.batch_alter_table('contribution', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contribution_unit_id'), ['unit_id'], unique=False)

    op.create_table('extension',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('obligation_id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(32), nullable=False),
    sa.Column('state', sa.String(32), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('wanted_on', sa.Date(), nullable=True),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by'], ['member.id'], ),
    sa.ForeignKeyConstraint(['decided_by'], ['member.id'], ),
    sa.ForeignKeyConstraint(['obligation_id'], ['obligation.id'], ),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('extension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_extension_obligation_id'), ['obligation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_extension_unit_id'), ['unit_id'], unique=False)

    op.create_table('unitdeadline',
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('obligation_id', sa.Integer(), nullable=False),
    sa.Column('extended_to', sa.Date(), nullable=True),
    sa.Column('mend_by', sa.Date(), nullable=True),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['obligation_id'], ['obligation.id'], ),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], ),
    sa.PrimaryKeyConstraint('unit_id', 'obligation_id')
    )
    with op.batch_alter_table('unitdeadline', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unitdeadline_obligation_id'), ['obligation_id'], unique=False)

    op.create_table('contributionanswer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('from_office', sa.Boolean(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contribution.id'], ),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('contributionanswer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contributionanswer_contribution_id'), ['contribution_id'], unique=False)

    op.create_table('reportfigure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('indicator_id', sa.Integer(), nullable=True),
    sa.Column('indicator', sa.Text(), nullable=False),
    sa.Column('measure', sa.Text(), nullable=False),
    sa.Column('actual', sa.Text(), nullable=False),
    sa.Column('planned', sa.Text(), nullable=False),
    sa.Column('before', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['indicator_id'], ['indicator.id'], ),
    sa.ForeignKeyConstraint(['report_id'], ['report.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('reportfigure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reportfigure_report_id'), ['report_id'], unique=False)

    op.create_table('reportsection',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('section', sa.String(32), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['report_id'], ['report.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('report_id', 'section')
    )
    with op.batch_alter_table('reportsection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reportsection_report_id'), ['report_id'], unique=False)

    op.create_table('signedcopy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('registration_id', sa.Integer(), nullable=True),
    sa.Column('report_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('obligation_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], ),
    sa.ForeignKeyConstraint(['obligation_id'], ['obligation.id'], ),
    sa.ForeignKeyConstraint(['registration_id'], ['registration.id'], ),
    sa.ForeignKeyConstraint(['report_id'], ['report.id'], ),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('signedcopy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signedcopy_obligation_id'), ['obligation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_signedcopy_registration_id'), ['registration_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_signedcopy_report_id'), ['report_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_signedcopy_unit_id'), ['unit_id'], unique=False)

    op.create_table('signedfile',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('signed_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('mime', sa.Text(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('telegram_file_id', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['signed_id'], ['signedcopy.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('signedfile', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signedfile_signed_id'), ['signed_id'], unique=False)

    _add_columns()
    _share_dialogues()


def _add_columns() -> None:
    # Never by making a table anew, as alembic does on SQLite for a foreign key: that drops a table
    # to which others refer.
    added: dict[str, list[sa.Column[Any]]] = {
        'obligation': [sa.Column('signed_counts', sa.Boolean(), nullable=False, server_default=sa.false())],
        'receipt': [
            sa.Column('signed_id', sa.Integer(), sa.ForeignKey('signedcopy.id')),
            sa.Column('basis', sa.String(32), nullable=False, server_default='plan'),
            sa.Column('shifted', sa.Boolean(), nullable=False, server_default=sa.false()),
        ],
        'registeredtitle': [sa.Column('title_id', sa.Integer(), sa.ForeignKey('title.id'))],
        'registration': [_channel(), _part()],
        'report': [_channel(), _part()],
        'target': [
            sa.Column('indicator_id', sa.Integer(), sa.ForeignKey('indicator.id')),
            sa.Column('before', sa.Text(), nullable=False, server_default=''),
        ],
        'title': [
            sa.Column('condition', sa.Text(), nullable=False, server_default=''),
            sa.Column('condition_source', sa.Text(), nullable=False, server_default=''),
            sa.Column('confirmed_by', sa.Integer(), sa.ForeignKey('member.id')),
            sa.Column('confirmed_at', sa.DateTime(timezone=True)),
        ],
    }
    for table, columns in added.items():
        for column in columns:
            op.add_column(table, column, inline_references=True)
    op.create_index('ix_receipt_signed_id', 'receipt', ['signed_id'], unique=True)


def _channel() -> sa.Column[str]:
    return sa.Column('channel', sa.String(32), nullable=False, server_default='bot')


def _part() -> sa.Column[str]:
    return sa.Column('part', sa.String(32), nullable=False, server_default='whole')


def _share_dialogues() -> None:
    """Forms of a unit belong to the unit; where a person is in one is a row of its own.

    Where two people had begun the same form, the older one stays its writer's own.
    """
    connection = op.get_bind()
    rows = connection.execute(
        sa.text('SELECT id, member_id, form, subject, step, active, message_id FROM dialogue '
                'ORDER BY updated_at DESC, id DESC')
    ).all()
    with op.batch_alter_table('dialogue') as batch_op:
        batch_op.add_column(sa.Column('unit_id', sa.Integer(), nullable=True))
        batch_op.alter_column('member_id', existing_type=sa.Integer(), nullable=True)
        batch_op.create_unique_constraint('dialogue_unit_id_form_subject_key', ['unit_id', 'form', 'subject'])
        batch_op.create_foreign_key('dialogue_unit_id_fkey', 'unit', ['unit_id'], ['id'])
        batch_op.drop_column('step')
        batch_op.drop_column('message_id')
        batch_op.drop_column('active')
    op.create_index('ix_dialogue_unit_id', 'dialogue', ['unit_id'])
    op.create_table('place',
    sa.Column('dialogue_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('step', sa.Text(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('message_id', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['dialogue_id'], ['dialogue.id'], ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], ),
    sa.PrimaryKeyConstraint('dialogue_id', 'member_id')
    )
    op.create_index('ix_place_member_id', 'place', ['member_id'])

    shared = set()
    for row in rows:
        connection.execute(
            sa.text('INSERT INTO place (dialogue_id, member_id, step, active, message_id) '
                    'VALUES (:id, :member_id, :step, :active, :message_id)'),
            {**row._mapping, 'active': bool(row.active)},
        )
        unit_id = row.subject.partition('-')[0]
        is_shared = row.form in ('registration', 'report') and not row.subject.endswith('unsorted')
        if is_shared and (row.form, row.subject) not in shared:
            shared.add((row.form, row.subject))
            connection.execute(
                sa.text('UPDATE dialogue SET unit_id = :unit_id, member_id = NULL WHERE id = :id'),
                {'unit_id': int(unit_id), 'id': row.id},
            )
