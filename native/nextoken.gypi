# The add-on for node-gyp: one target, one .node file. Sources and flags stand in sources.json.
#
# Included by binding.gyp in the package's root; commands run there. `cflags_cc` follows the flags of
# node's own common.gypi on the command line, so what is said here about -std and -O wins.
{
  "variables": {
    "nt_list": "node -p \"process.argv.slice(1).reduce((o, k) => o[k], require('./native/sources.json')).join(' ')\""
  },
  "targets": [
    {
      "target_name": "nextoken",
      "sources": ["<!@(<(nt_list) sources core)", "<!@(<(nt_list) sources addon)"],
      "include_dirs": [".", "<!(node -p \"require('node-addon-api').include_dir\")"],
      "defines": ["<!@(<(nt_list) defines addon)"],
      "conditions": [
        ["OS!='win'", {
          "cflags_cc": ["<!@(<(nt_list) flags gnu)"],
          "configurations": { "Release": { "cflags_cc": ["<!@(<(nt_list) flags gnu-release)"] } }
        }],
        ["OS!='win' and target_arch in ('x64', 'arm64')", {
          "cflags_cc": ["<!@(<(nt_list) flags gnu-<(target_arch))"]
        }],
        ["OS=='linux'", {
          "ldflags": ["<!@(<(nt_list) flags link-linux)"]
        }],
        ["OS=='mac'", {
          "xcode_settings": {
            "MACOSX_DEPLOYMENT_TARGET": "11.0",
            "GCC_ENABLE_CPP_EXCEPTIONS": "NO",
            "GCC_ENABLE_CPP_RTTI": "NO",
            "GCC_SYMBOLS_PRIVATE_EXTERN": "YES",
            "CLANG_CXX_LANGUAGE_STANDARD": "c++17",
            "OTHER_CPLUSPLUSFLAGS": ["<!@(<(nt_list) flags gnu)", "<!@(<(nt_list) flags gnu-<(target_arch))"]
          }
        }],
        ["OS=='win'", {
          "defines": ["<!@(<(nt_list) defines win)"],
          "configurations": {
            "Release": {
              "msvs_settings": {
                "VCCLCompilerTool": {
                  # The static runtime: users need no Visual C++ redistributable.
                  "RuntimeLibrary": 0,
                  "AdditionalOptions": ["<!@(<(nt_list) flags msvc)"]
                }
              }
            },
            "Debug": {
              "msvs_settings": {
                "VCCLCompilerTool": {
                  "RuntimeLibrary": 1,
                  "AdditionalOptions": ["<!@(<(nt_list) flags msvc)"]
                }
              }
            }
          }
        }]
      ]
    }
  ]
}
