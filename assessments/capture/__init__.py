"""Quick capture: one typed line on any page becomes a finding, a question, a parked item, a driver or an approach."""
