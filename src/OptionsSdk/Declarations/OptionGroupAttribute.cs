using System.Text.Json.Serialization;

namespace OptionsSdk;

/// <summary>
/// Marks a partial class as a group of options. Every non-static partial get-only property of the part that carries the marker is
/// an option, unless it carries <see cref="NotAnOptionAttribute"/>; its initializer is the default.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OptionGroupAttribute : Attribute
{
    /// <summary>Names the group after its class: <c>MailOptions</c> becomes <c>mail</c>.</summary>
    public OptionGroupAttribute()
    {
    }

    /// <summary>Gives the group's name, the first part of its options' keys.</summary>
    /// <param name="name">The name, of key characters; empty for keys without a first part.</param>
    public OptionGroupAttribute([OptionKeyName] string name) => Name = name;

    /// <summary>The group's name, or <see langword="null"/> where the class gives it.</summary>
    public string? Name { get; }

    /// <summary>
    /// The <c>System.Text.Json</c> context, a class derived from <see cref="JsonSerializerContext"/>, that has the user's own types among the group's
    /// options, each by <c>[JsonSerializable(typeof(…))]</c>; <see langword="null"/> where there are none.
    /// </summary>
    public Type? JsonContext { get; set; }
}
