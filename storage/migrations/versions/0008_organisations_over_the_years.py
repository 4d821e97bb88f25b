"""Organisations over the years"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('formerorganisationname',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('until_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('merged_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['merged_id'], ['organisation.id'], ),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_formerorganisationname_organisation_id'), 'formerorganisationname', ['organisation_id'], unique=False)

    _add_reference('organisation', 'merged_into_id')
    op.create_index(op.f('ix_organisation_merged_into_id'), 'organisation', ['merged_into_id'], unique=False)
    op.add_column('organisation', sa.Column('merged_at', sa.DateTime(timezone=True), nullable=True))
    for table in ('receipt', 'notice', 'contribution'):
        _add_reference(table, 'issuer_id')
    for table in ('notice', 'contribution'):
        op.add_column(table, sa.Column('number_then', sa.Integer(), nullable=True))


def _add_reference(table: str, column: str) -> None:
    """Within the column's own definition: SQLite can add a reference in no other way."""
    reference = sa.Column(column, sa.Integer(), sa.ForeignKey('organisation.id'), nullable=True)
    op.add_column(table, reference, inline_references=True)
