"""What many pages say of one thing: which mentions are one agreement, dispute or pledge, and how it stands at a date.

Pure functions of what pages say; the store keeps what they find. Whether two mentions may be one is a function of the
two, a group is a function of its mentions and links, and how a thing stands is a function of its mentions and a date,
so that no order of arrival can matter.
"""
