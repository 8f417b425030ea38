using System.Text;

namespace OptionsSdk.Store.Contracts.Fuzzing;

/// <summary>Changes inputs at random, the same way for the same seed.</summary>
public sealed class Mutation(int seed)
{
    private static readonly string[] Pieces =
    [
        "\"", "\\", "\\u0000", "\\ud800", "\\u", "{", "}", "[", "]", ",", ":", "-", "+", ".", "e", "E400", "0", "00", "9", "99999999999999999999", "null", "true",
        "false", "NaN", "Infinity", " ", "\n", "\r", "\t", "\0", "\u001b", "\u202e", "\ufeff", "\ud834\udd1e", "é", "//", "/*", "$type", "PT1S", "P", "T", "Z", "+25:00",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Changes a text at one to four places.</summary>
    public string Of(string text)
    {
        var changed = new StringBuilder(text);
        for (var left = _random.Next(1, 5); left > 0; left--)
        {
            var place = _random.Next(changed.Length + 1);
            var length = Math.Min(_random.Next(4), changed.Length - place);
            switch (_random.Next(5))
            {
                case 0:
                    changed.Remove(place, length);
                    break;
                case 1:
                    changed.Insert(place, Pieces[_random.Next(Pieces.Length)]);
                    break;
                case 2:
                    changed.Remove(place, length).Insert(place, Pieces[_random.Next(Pieces.Length)]);
                    break;
                case 3:
                    changed.Insert(place, changed.ToString(place, length));
                    break;
                default:
                    changed.Insert(place, (char)_random.Next(0x300));
                    break;
            }
        }

        return changed.ToString();
    }

    /// <summary>Changes bytes at one to four places.</summary>
    public byte[] Of(byte[] bytes)
    {
        var changed = bytes.ToList();
        for (var left = _random.Next(1, 5); left > 0 && changed.Count > 0; left--)
        {
            var place = _random.Next(changed.Count);
            switch (_random.Next(4))
            {
                case 0:
                    changed[place] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    changed.RemoveRange(place, _random.Next(Math.Min(40, changed.Count - place) + 1));
                    break;
                case 2:
                    changed.InsertRange(place, Encoding.UTF8.GetBytes(Pieces[_random.Next(Pieces.Length)]));
                    break;
                default:
                    changed.InsertRange(place, changed.GetRange(place, _random.Next(Math.Min(40, changed.Count - place) + 1)));
                    break;
            }
        }

        return [.. changed];
    }
}
