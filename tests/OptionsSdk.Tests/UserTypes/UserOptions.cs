using System.Collections.Immutable;

namespace OptionsSdk.Tests.UserTypes;

/// <summary>Options of users' types, alone and in every composite.</summary>
[OptionGroup("user", JsonContext = typeof(UserJson))]
public sealed partial class UserOptions
{
    /// <summary>A rule.</summary>
    public partial Rule Rule { get; } = new("none");

    /// <summary>Rules.</summary>
    public partial ImmutableArray<Rule> Rules { get; }

    /// <summary>Rules by their interface.</summary>
    public partial IReadOnlyList<Rule> List { get; }

    /// <summary>Rules by name.</summary>
    public partial IReadOnlyDictionary<string, Rule> ByName { get; }

    /// <summary>A window, or none.</summary>
    public partial Window? Window { get; }

    /// <summary>A tree.</summary>
    public partial Node Tree { get; } = new("root");

    /// <summary>A quota.</summary>
    public partial Quota Quota { get; } = new(1) { PerRegion = ImmutableDictionary<string, double>.Empty };

    /// <summary>A page of rules.</summary>
    public partial Page<Rule> Page { get; } = new([]);

    /// <summary>An option of a built-in type beside them.</summary>
    public partial Guid Id { get; }

    /// <summary>A rule that is nobody's business.</summary>
    [Option(OptionFlags.Credential)]
    public partial Rule Secret { get; } = new("none");

    static partial void ValidateRule(Rule value, ref string? error) => error = value.Weight > 100 ? "must not weigh more than 100" : null;
}
