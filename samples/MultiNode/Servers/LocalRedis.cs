using System.Diagnostics;
using System.Globalization;

namespace MultiNode.Servers;

/// <summary>A Redis in memory alone: started again it is empty.</summary>
internal sealed class LocalRedis : LocalServer
{
    private readonly string _program =
        Find("redis-server", "Install it (Debian and Ubuntu: apt-get install redis-server, macOS: brew install redis), or give --redis host:port.");

    public string Configuration => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    protected override ProcessStartInfo Command() =>
        new(_program, ["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Folder.FullName]);
}
