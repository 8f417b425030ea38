using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OptionsSdk.Benchmarks.Servers.Propagation;

/// <summary>Redis' protocol over a blocking socket: the floor under every client.</summary>
internal sealed class RawRedis : IDisposable
{
    private const string Channel = "floor";

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[4096];

    public RawRedis(string address) => _socket.Connect(IPEndPoint.Parse(address));

    /// <summary>Publishes a number, and waits for the server's answer.</summary>
    public void Publish(int number)
    {
        Send(string.Create(CultureInfo.InvariantCulture, $"PUBLISH {Channel} {number}\r\n"));
        _socket.Receive(_buffer);
    }

    /// <summary>Calls back with each number that is published, on this thread, until the connection is closed.</summary>
    public void Subscribe(Action<int> onNumber)
    {
        Send($"SUBSCRIBE {Channel}\r\n");
        var text = new StringBuilder();
        while (_socket.Receive(_buffer) is > 0 and var count)
        {
            text.Append(Encoding.ASCII.GetString(_buffer, 0, count));
            var lines = text.ToString().Split("\r\n");

            // "*3 $7 message $5 floor $n number" for each.
            for (var line = 0; line + 7 < lines.Length; line += 7)
            {
                if (lines[line] == "*3" && lines[line + 2] == "message")
                {
                    onNumber(int.Parse(lines[line + 6], CultureInfo.InvariantCulture));
                }
                else
                {
                    // The answer to SUBSCRIBE has a line less.
                    line--;
                }
            }

            if (lines[^1].Length == 0)
            {
                text.Clear();
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Send(string command) => _socket.Send(Encoding.ASCII.GetBytes(command));
}
