/**
 * The scripts of `heatmap completion`. Each passes the words of the line, up to the cursor, to
 * `heatmap completion --line SHELL WORDS`, and completes paths of files if that prints nothing.
 */

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

const BASH = `_heatmap() {
  local word
  COMPREPLY=()
  while IFS= read -r word; do
    case $word in
      *=) compopt -o nospace; COMPREPLY+=("$word") ;;
      *) COMPREPLY+=("$(printf %q "$word")") ;;
    esac
  done < <(heatmap completion --line bash "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _heatmap heatmap
`;

const ZSH = `#compdef heatmap
_heatmap() {
  local -a values texts keys keytexts
  local line value
  for line in "\${(@f)$(heatmap completion --line zsh "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] || continue
    value=\${line%%$'\\t'*}
    if [[ $value == *= ]]; then
      keys+=("$value"); keytexts+=("\${line/$'\\t'/  }")
    else
      values+=("$value"); texts+=("\${line/$'\\t'/  }")
    fi
  done
  if (( \${#values} + \${#keys} == 0 )); then
    _files
    return
  fi
  compadd -l -S '' -d keytexts -a keys
  compadd -l -d texts -a values
}
if [[ $funcstack[1] == _heatmap ]]; then
  _heatmap "$@"
else
  compdef _heatmap heatmap
fi
`;

const FISH = `function __heatmap_words
    set -l words (commandline -opc) (commandline -ct)
    heatmap completion --line fish $words[2..-1] 2>/dev/null
end
complete -c heatmap -f -n 'count (__heatmap_words) >/dev/null' -a '(__heatmap_words)'
complete -c heatmap -F -n 'not count (__heatmap_words) >/dev/null'
`;

/** PowerShell drops empty arguments, so the empty word is passed as a space. */
const POWERSHELL = `Register-ArgumentCompleter -Native -CommandName heatmap -ScriptBlock {
  param($word, $ast, $position)
  $words = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($word -eq '') { $words += ' ' }
  heatmap completion --line powershell @words 2>$null | ForEach-Object {
    $value, $text = $_ -split "\`t", 2
    if (-not $text) { $text = $value }
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $text)
  }
}
`;

export const COMPLETION_SCRIPTS: Readonly<Record<(typeof SHELLS)[number], string>> = {
  bash: BASH,
  zsh: ZSH,
  fish: FISH,
  powershell: POWERSHELL,
};
