namespace Quickstart.Verbs;

/// <summary>A verb's arguments, and its settings written <c>--name value</c>. Everything after <c>--</c> is an argument.</summary>
internal sealed class VerbArguments
{
    private readonly List<string> _arguments = [];
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);

    private VerbArguments()
    {
    }

    public string this[int index] => _arguments[index];

    public string? Find(int index) => _arguments.ElementAtOrDefault(index);

    public string? Setting(string name) => _settings.GetValueOrDefault(name);

    public static VerbArguments Parse(IVerb verb, IEnumerable<string> words)
    {
        var parsed = new VerbArguments();
        var rest = new Queue<string>(words);
        var isLiteral = false;
        while (rest.TryDequeue(out var word))
        {
            if (isLiteral || !word.StartsWith("--", StringComparison.Ordinal))
            {
                parsed._arguments.Add(word);
            }
            else if (word.Length == 2)
            {
                isLiteral = true;
            }
            else
            {
                parsed.AddSetting(verb, word[2..], rest);
            }
        }

        var (least, most) = verb.Arguments;
        return parsed._arguments.Count >= least && parsed._arguments.Count <= most
            ? parsed
            : throw new MisuseException($"'{verb.Name}' does not take {parsed._arguments.Count} argument(s): {verb.Usage}");
    }

    private void AddSetting(IVerb verb, string name, Queue<string> rest)
    {
        if (name != VerbRunner.DatabaseSetting && !verb.Settings.Contains(name))
        {
            throw new MisuseException($"'{verb.Name}' does not take '--{name}': {verb.Usage}");
        }

        if (!rest.TryDequeue(out var value))
        {
            throw new MisuseException($"'--{name}' needs a value.");
        }

        if (!_settings.TryAdd(name, value))
        {
            throw new MisuseException($"'--{name}' is given twice.");
        }
    }
}
