namespace OptionsSdk;

/// <summary>Limits the length of a text (in UTF-16 units) or the number of entries of a list or dictionary, both ends included.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class OptionLengthAttribute : Attribute
{
    /// <summary>Gives the smallest and the largest length.</summary>
    /// <param name="minimum">The smallest allowed length, 0 or more.</param>
    /// <param name="maximum">The largest allowed length.</param>
    public OptionLengthAttribute(int minimum, int maximum = int.MaxValue)
    {
        Minimum = minimum;
        Maximum = maximum;
    }

    /// <summary>The smallest allowed length.</summary>
    public int Minimum { get; }

    /// <summary>The largest allowed length.</summary>
    public int Maximum { get; }
}
