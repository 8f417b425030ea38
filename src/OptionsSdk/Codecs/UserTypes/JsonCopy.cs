using System.Buffers;
using System.Text.Json;

namespace OptionsSdk.Codecs.UserTypes;

/// <summary>JSON that is being copied, part by part, from where it came into the form that it is to have.</summary>
internal sealed class JsonCopy : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly int _depth;

    public JsonCopy(JsonForm form)
        : this(form, 0)
    {
    }

    private JsonCopy(JsonForm form, int depth)
    {
        Form = form;
        _depth = depth;
        Writer = new Utf8JsonWriter(_buffer, OptionJson.WriterOptions);
    }

    public JsonForm Form { get; }

    public Utf8JsonWriter Writer { get; }

    /// <summary>Whether a member was not there, so that the value says what it is and not the JSON.</summary>
    public bool HasGaps { get; private set; }

    /// <summary>Whether one more level would be too deep.</summary>
    public bool IsTooDeep => _depth + Writer.CurrentDepth >= OptionLimits.MaximumValueDepth;

    /// <summary>Begins a part that is written apart, because its place among its neighbours is not known yet.</summary>
    public JsonCopy Apart() => new(Form, _depth + Writer.CurrentDepth);

    /// <summary>Takes note of a missing member.</summary>
    public void AddGap() => HasGaps = true;

    /// <summary>Ends a part that was written apart.</summary>
    /// <param name="part">The part.</param>
    /// <returns>Its JSON.</returns>
    public byte[] Take(JsonCopy part)
    {
        HasGaps |= part.HasGaps;
        return part.ToJson();
    }

    /// <summary>All that was written.</summary>
    public byte[] ToJson()
    {
        Writer.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => Writer.Dispose();
}
