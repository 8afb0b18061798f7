package io.voxmachina.call;

import java.util.Optional;
import java.util.regex.Pattern;

/// A phone number as a phone network claims it: shown, never trusted, never printed whole.
///
/// @param e164 `+` and 3 to 15 digits, the first not 0 (ITU-T E.164: no country code begins so)
public record PhoneNumber(String e164) {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{2,14}");
    private static final Pattern IN_SIP =
            Pattern.compile("(?:sips?|tel):(\\+?[1-9][0-9]{2,14})(?:[@;>]|$)");

    /// Throws [IllegalArgumentException] when it is not E.164.
    public PhoneNumber {
        if (!E164.matcher(e164).matches())
            throw new IllegalArgumentException("Not an E.164 number");
    }

    /// The number inside a SIP header value such as `"Ann" <sip:+4420…@carrier>;tag=1` (RFC 3261,
    /// 20.10), if there is one. Without a `+` it counts if it may begin with a country code; a
    /// number as it is dialled within a country, `020…`, names nobody abroad.
    public static Optional<PhoneNumber> inSip(String header) {
        var found = IN_SIP.matcher(header);
        if (!found.find()) return Optional.empty();
        var digits = found.group(1);
        return Optional.of(new PhoneNumber(digits.startsWith("+") ? digits : "+" + digits));
    }

    /// The number when the text is one.
    public static Optional<PhoneNumber> parse(String text) {
        return E164.matcher(text).matches() ? Optional.of(new PhoneNumber(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "…" + e164.substring(e164.length() - 2);
    }
}
