using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace OptionsSdk.Tests.Manager;

/// <summary>One option for each behaviour of the manager.</summary>
[OptionGroup("test")]
public sealed partial class TestOptions
{
    /// <summary>A port.</summary>
    [Range(1, 65535)]
    public partial int Port { get; } = 25;

    /// <summary>A host.</summary>
    public partial string Host { get; } = "localhost";

    /// <summary>A switch.</summary>
    public partial bool Enabled { get; } = false;

    /// <summary>A number.</summary>
    public partial double Ratio { get; } = 0.5;

    /// <summary>A long number.</summary>
    public partial long Big { get; } = 4505469596663808;

    /// <summary>A length of time.</summary>
    public partial TimeSpan Timeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>A list.</summary>
    public partial ImmutableArray<string> Names { get; } = ["a"];

    /// <summary>An option without default.</summary>
    public partial string Note { get; }

    /// <summary>Cannot be written.</summary>
    [Option(OptionFlags.Immutable)]
    public partial string Fixed { get; } = "fixed";

    /// <summary>Is never stored.</summary>
    [Option(OptionFlags.NoStore)]
    public partial string Local { get; } = "local";

    /// <summary>Never comes from settings.</summary>
    [Option(OptionFlags.StoreOnly)]
    public partial string Remote { get; } = "remote";

    /// <summary>Settings win.</summary>
    [Option(OptionFlags.PrioritizeDisk)]
    public partial string Pinned { get; } = "unpinned";

    /// <summary>A secret.</summary>
    [Option(OptionFlags.Credential)]
    public partial string Password { get; } = "";

    static partial void ValidatePassword(string value, ref string? error)
    {
        if (value == "hunter-throws")
        {
            throw new InvalidOperationException(value);
        }

        error = value.StartsWith("hunter-bad", StringComparison.Ordinal) ? $"must not be '{value}'" : null;
    }

    /// <summary>A secret whose check quotes it.</summary>
    [Option(OptionFlags.Credential)]
    public partial string ApiKey { get; } = "hunter0";

    /// <summary>The admin channel may write it.</summary>
    [Option(OptionFlags.AdminModifiable)]
    public partial int AdminLevel { get; } = 1;

    /// <summary>The automator channel may write it.</summary>
    [Option(OptionFlags.AutomatorModifiable)]
    public partial int AutoLevel { get; } = 1;

    /// <summary>Must be set.</summary>
    [Option(OptionFlags.Required)]
    public partial string Needed { get; } = "";

    /// <summary>May be an empty text.</summary>
    [Option(OptionFlags.AllowEmpty)]
    public partial string Text { get; } = "text";

    /// <summary>A rate.</summary>
    [Option(OptionFlags.ModifiableRate)]
    public partial double Rate { get; } = 1.0;

    /// <summary>Even numbers only.</summary>
    public partial int Even { get; } = 2;

    static partial void ValidateApiKey(string value, ref string? error)
    {
        if (value.StartsWith("throw", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The check failed on {value}.");
        }

        error = value.StartsWith("bad", StringComparison.Ordinal) ? $"must not be '{value}'" : null;
    }

    static partial void ValidateEven(int value, ref string? error)
    {
        if (value == 666)
        {
            throw new InvalidOperationException("The check itself failed.");
        }

        error = value % 2 == 0 ? null : "must be even";
    }
}
