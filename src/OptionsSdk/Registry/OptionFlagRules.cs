using OptionsSdk.Errors;

namespace OptionsSdk;

/// <summary>Which flags contradict each other (T12) or the option's type.</summary>
internal static class OptionFlagRules
{
    private const OptionFlags All = (OptionFlags)((1 << 13) - 1);

    private static readonly (OptionFlags First, OptionFlags Second, string Reason)[] Contradictions =
    [
        (OptionFlags.NoStore, OptionFlags.StoreOnly, "An option that is never stored cannot come from the store only."),
        (OptionFlags.AdminModifiable, OptionFlags.NoStore, "An option that is never stored cannot be written by the admin channel."),
        (OptionFlags.AdminModifiable, OptionFlags.Immutable, "An immutable option cannot be written by the admin channel."),
        (OptionFlags.AdminModifiable, OptionFlags.Credential, "A credential cannot be written by the admin channel."),
        (OptionFlags.AutomatorModifiable, OptionFlags.NoStore, "An option that is never stored cannot be written by the automator channel."),
        (OptionFlags.AutomatorModifiable, OptionFlags.Immutable, "An immutable option cannot be written by the automator channel."),
        (OptionFlags.AutomatorModifiable, OptionFlags.Credential, "A credential cannot be written by the automator channel."),
        (OptionFlags.AutomatorModifiable, OptionFlags.Required, "A required option is set by people, not by the automator channel."),
        (OptionFlags.Bool, OptionFlags.Rate, "A value is a boolean or a rate, not both."),
        (OptionFlags.Bool, OptionFlags.Scalar, "A value is a boolean or a whole number, not both."),
        (OptionFlags.Rate, OptionFlags.Scalar, "A value is a rate or a whole number, not both."),
    ];

    public static OptionFlags Require(string key, OptionFlags flags, Type type)
    {
        if ((flags & ~All) != 0)
        {
            throw Refused(key, $"The flags contain unknown bits ({flags:X}).", "Only the members of OptionFlags are flags.");
        }

        foreach (var (first, second, reason) in Contradictions)
        {
            if ((flags & first) != 0 && (flags & second) != 0)
            {
                throw Refused(key, $"The flags {first} and {second} contradict each other.", reason);
            }
        }

        if ((flags & OptionFlags.Bool) != 0 && type != typeof(bool))
        {
            throw Refused(key, $"The flag Bool does not fit the type '{type}'.", "Bool marks options of type bool.");
        }

        if ((flags & OptionFlags.Rate) != 0 && !IsNumber(type))
        {
            throw Refused(key, $"The flag Rate does not fit the type '{type}'.", "Rate marks numbers from 0 to 1.");
        }

        if ((flags & OptionFlags.Scalar) != 0 && !IsInteger(type))
        {
            throw Refused(key, $"The flag Scalar does not fit the type '{type}'.", "Scalar marks whole numbers.");
        }

        return flags == OptionFlags.None ? OptionFlags.Default : flags;
    }

    public static string? CheckRate<T>(T value) =>
        value is IConvertible convertible && convertible.ToDouble(System.Globalization.CultureInfo.InvariantCulture) is >= 0 and <= 1
            ? null
            : "must be a rate from 0 to 1";

    private static bool IsInteger(Type type) =>
        type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(byte)
        || type == typeof(uint) || type == typeof(ulong) || type == typeof(ushort) || type == typeof(sbyte);

    private static bool IsNumber(Type type) =>
        IsInteger(type) || type == typeof(double) || type == typeof(float) || type == typeof(decimal);

    private static OptionRegistrationException Refused(string key, string problem, string rule) =>
        new(OptionErrorIds.InvalidFlags, key, problem, rule, "Remove one of the flags.");
}
