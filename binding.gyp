{
  "includes": ["native/nextoken.gypi"]
}
