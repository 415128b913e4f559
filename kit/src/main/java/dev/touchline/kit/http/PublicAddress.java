package dev.touchline.kit.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Which addresses a service may be sent to by what somebody wrote into its settings. */
public final class PublicAddress {
    /** Where virtual machines of Azure find their host. It looks public. */
    private static final int AZURE_HOST = 0xa83f8110;

    private PublicAddress() {}

    /** Whether an address is on the public internet, as opposed to our own machine and networks. */
    public static boolean is(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address four -> isPublic4(four.getAddress());
            case Inet6Address six -> isPublic6(six.getAddress());
            default -> false;
        };
    }

    /**
     * Beyond the private networks (RFC 1918): this network, carrier NAT, protocol assignments, benchmarks, reserved.
     */
    private static boolean isPublic4(byte[] ip) {
        int first = ip[0] & 0xff;
        int second = ip[1] & 0xff;
        return first != 0
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 192 && second == 0 && ip[2] == 0)
                && !(first == 198 && (second == 18 || second == 19))
                && first < 240
                && ByteBuffer.wrap(ip).getInt() != AZURE_HOST;
    }

    /** Global unicast is 2000::/3, of which 2002::/16 and 2001::/32 carry an IPv4 address of any kind. */
    private static boolean isPublic6(byte[] ip) {
        boolean global = (ip[0] & 0xe0) == 0x20;
        boolean sixToFour = ip[0] == 0x20 && ip[1] == 0x02;
        boolean teredo = ip[0] == 0x20 && ip[1] == 0x01 && ip[2] == 0 && ip[3] == 0;
        return global && !sixToFour && !teredo;
    }
}
