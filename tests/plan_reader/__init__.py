"""Tests of bot/plan_reader."""
