using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using OptionsSdk.Errors;
using OptionsSdk.Manager;

namespace OptionsSdk;

/// <summary>
/// The values that the environment fixes for one process, whatever is stored or in settings: one JSON object, because most shells refuse
/// dots and dashes in the names of variables. Immutable.
/// </summary>
internal sealed class OptionPins
{
    private static readonly JsonDocumentOptions ReaderOptions = new() { AllowDuplicateProperties = false };

    private readonly ImmutableDictionary<string, string> _values;

    private OptionPins(ImmutableDictionary<string, string> values) => _values = values;

    /// <summary>The pinned keys, ordered.</summary>
    public IEnumerable<string> Keys => _values.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads the variable.</summary>
    /// <exception cref="OptionSettingsException">It is no JSON object, or names an option twice.</exception>
    public static OptionPins Read(Func<string, string?> environment)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (environment(StartupEnvironment.Pin) is { } text && !string.IsNullOrWhiteSpace(text))
        {
            try
            {
                using var document = JsonDocument.Parse(text, ReaderOptions);
                if (document.RootElement.ValueKind != JsonValueKind.Object)
                {
                    throw Malformed("is no JSON object");
                }

                foreach (var property in document.RootElement.EnumerateObject())
                {
                    values.Add(property.Name, property.Value.GetRawText());
                }
            }
            catch (JsonException exception)
            {
                // Neither its message nor the exception itself: both may quote the variable, which may hold a secret.
                throw Malformed(string.Create(
                    CultureInfo.InvariantCulture,
                    $"is no valid JSON, or names an option twice; it breaks at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}"));
            }
        }

        return new(values.ToImmutable());
    }

    /// <summary>Gives a slot its pin, if there is one.</summary>
    /// <exception cref="OptionSettingsException">The value does not fit the option.</exception>
    public void Apply(OptionSlot slot)
    {
        if (_values.TryGetValue(slot.Key, out var json))
        {
            slot.Pin(json);
        }
    }

    /// <summary>Refuses pins of options that nobody knows: a pin with a slip in its key would leave the emergency as it is.</summary>
    /// <exception cref="OptionSettingsException">A pinned key is unknown.</exception>
    public void RequireKnown(Func<string, bool> isKnown)
    {
        foreach (var key in Keys)
        {
            if (!isKnown(key))
            {
                throw new OptionSettingsException(
                    OptionErrorIds.InvalidPin,
                    key,
                    $"The environment variable {StartupEnvironment.Pin} names an option that is not registered.",
                    "Only declared options and those of legacy prefixes can be pinned.",
                    "Correct the key or remove it from the variable.");
            }
        }
    }

    private static OptionSettingsException Malformed(string problem) =>
        new(
            OptionErrorIds.InvalidPin,
            null,
            $"The environment variable {StartupEnvironment.Pin} {problem}.",
            "It is a JSON object of keys and values, for example {\"mail.port\":2525}.",
            "Correct the variable or remove it.");
}
