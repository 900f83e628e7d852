top.DAFPWN(1)
