namespace OptionsSdk.Manager;

/// <summary>What people may see of a value. The one place that decides it.</summary>
internal static class Redaction
{
    public const string Redacted = "[redacted]";

    public static string Show<T>(OptionDefinition<T> option, T value) => option.IsCredential ? Redacted : option.Codec.Format(value);

    public static string Show<T>(OptionDefinition option, T value) =>
        option is OptionDefinition<T> typed ? Show(typed, value) : Redacted;
}
