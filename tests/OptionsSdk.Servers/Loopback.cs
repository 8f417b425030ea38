using System.Net;
using System.Net.Sockets;

namespace OptionsSdk.Servers;

/// <summary>Ports of this machine's own address.</summary>
public static class Loopback
{
    /// <summary>A port that nobody listened on a moment ago. Whoever binds it may still lose a race: servers are started again then.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Whether somebody accepts connections on a port.</summary>
    public static async Task<bool> IsOpenAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
