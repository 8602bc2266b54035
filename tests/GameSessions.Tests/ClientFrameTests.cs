using System.Text;
using GameSessions.Games;
using GameSessions.Wire;

namespace GameSessions.Tests;

public class ClientFrameTests
{
    [Fact]
    public void A_command_is_read_with_its_data()
    {
        var command = Read("""{"type":"GAME_COMMAND","payload":{"commandId":"c1","name":"ban","data":{"a":[1]}},"timestamp":7,"senderId":{}}""").ShouldBeOfType<ClientFrame.Command>();

        command.Id.ShouldBe(new CommandId("c1"));
        command.Name.ShouldBe("ban");
        command.Data.GetRawText().ShouldBe("""{"a":[1]}""");
    }

    [Fact]
    public void Data_that_is_absent_is_an_empty_object() =>
        Read("""{"type":"GAME_COMMAND","payload":{"commandId":"c1","name":"ban"}}""").ShouldBeOfType<ClientFrame.Command>().Data.GetRawText().ShouldBe("{}");

    [Theory]
    [InlineData("0", 0)]
    [InlineData("5", 5)]
    [InlineData("5.0", 5)]
    [InlineData("5e0", 5)]
    [InlineData("50E-1", 5)]
    [InlineData("0.5e1", 5)]
    [InlineData("-0", 0)]
    [InlineData("0e999999999999", 0)]
    [InlineData("5.0000000000000000000000000000000000000", 5)]
    [InlineData("1e18", 1_000_000_000_000_000_000)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void An_ack_is_a_whole_number_however_it_is_written(string number, long sequence) => Ack(number).ShouldBe(new ClientFrame.Ack(sequence));

    [Theory]
    [InlineData("5.5")]
    [InlineData("-1")]
    [InlineData("-5.0")]
    [InlineData("1e400")]
    [InlineData("1e-400")]
    [InlineData("5e-1")]
    [InlineData("5.00000000000000000000000000000000000001")]
    [InlineData("4.99999999999999999999999999999999999999")]
    [InlineData("9223372036854775808")]
    [InlineData("9223372036854775807.5")]
    [InlineData("1e999999999999")]
    [InlineData("\"5\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[5]")]
    [InlineData("{}")]
    public void Any_other_ack_is_a_bad_ack(string number) => Ack(number).ShouldBe(ClientFrame.BadAck);

    [Fact]
    public void An_ack_without_a_number_is_a_bad_ack() => Read("""{"type":"GAME_ACK","payload":{}}""").ShouldBe(ClientFrame.BadAck);

    [Theory]
    [InlineData("1")]
    [InlineData("1.5e300")]
    [InlineData("1e400")]
    [InlineData("-7")]
    [InlineData("\"\"")]
    [InlineData("\"now\"")]
    public void A_ping_is_answered_with_its_own_words(string t)
    {
        Read(Frame("PING", $$"""{"t":{{t}} }""")).ShouldBe(new ClientFrame.Ping(new RawJson(t)));
        Read(Frame("PONG", $$"""{"t":{{t}} }""")).ShouldBe(new ClientFrame.Pong(new RawJson(t)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("true")]
    [InlineData("\"\\ud800\"")]
    public void Any_other_t_is_a_bad_frame(string t) => ShouldBeBad(Read(Frame("PING", $$"""{"t":{{t}} }""")));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_ping_may_hold_64_characters(int length, bool valid) =>
        (Read(Frame("PING", $$"""{"t":"{{new string('x', length)}}"}""")) is ClientFrame.Ping).ShouldBe(valid);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{} {}")]
    [InlineData("{'type':'PING'}")]
    [InlineData("""{"type":"PING","payload":{"t":1},}""")]
    [InlineData("""/* hello */ {"type":"PING","payload":{"t":1}}""")]
    [InlineData("""{"type":7,"payload":{}}""")]
    [InlineData("""{"type":null,"payload":{}}""")]
    [InlineData("""{"type":"\ud800","payload":{}}""")]
    [InlineData("""{"type":"PING"}""")]
    [InlineData("""{"type":"PING","payload":null}""")]
    [InlineData("""{"type":"PING","payload":[]}""")]
    [InlineData("""{"type":"GAME_ACK","payload":"5"}""")]
    [InlineData("""{"type":"GAME_ACK","payload":{"sequence":NaN}}""")]
    [InlineData("""{"type":"GAME_ACK","payload":{"sequence":05}}""")]
    [InlineData("\ufeff{\"type\":\"PING\",\"payload\":{\"t\":1}}")]
    [InlineData("{\"type\":\"PING\",\"payload\":{\"t\":\"\0\"}}")]
    public void What_is_no_frame_is_a_bad_frame(string text) => ShouldBeBad(Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("ping")]
    [InlineData("GAME_EVENT")]
    [InlineData("PING\\u0000")]
    public void A_type_that_clients_have_not_is_unknown(string type) =>
        Read(Frame(type, "{}")).ShouldBeOfType<ClientFrame.Unreadable>().Code.ShouldBe("UNKNOWN_TYPE");

    [Theory]
    [InlineData("""{"name":"ban"}""", null)]
    [InlineData("""{"commandId":7,"name":"ban"}""", null)]
    [InlineData("""{"commandId":"","name":"ban"}""", null)]
    [InlineData("""{"commandId":"a\u0000b","name":"ban"}""", null)]
    [InlineData("""{"commandId":"\udc00","name":"ban"}""", null)]
    [InlineData("""{"commandId":"c1"}""", "c1")]
    [InlineData("""{"commandId":"c1","name":""}""", "c1")]
    [InlineData("""{"commandId":"c1","name":7}""", "c1")]
    [InlineData("""{"commandId":"c1","name":"\ud800"}""", "c1")]
    [InlineData("""{"commandId":"c1","name":"ban","data":null}""", "c1")]
    [InlineData("""{"commandId":"c1","name":"ban","data":[]}""", "c1")]
    [InlineData("""{"commandId":"c1","name":"ban","data":"{}"}""", "c1")]
    [InlineData("""{"commandId":"c1","name":"ban","data":{"specialization":"\ud800"}}""", "c1")]
    [InlineData("""{"commandId":"c1","name":"ban","data":{"specialization":"\udc00\ud800"}}""", "c1")]
    [InlineData("""{"commandId":"c1","name":"ban","data":{"\ud83dx":1}}""", "c1")]
    [InlineData("""{"\ud800":1,"name":"ban"}""", null)]
    public void A_malformed_command_is_told_with_its_id_where_that_was_legible(string payload, string? id)
    {
        var unreadable = Read(Frame("GAME_COMMAND", payload)).ShouldBeOfType<ClientFrame.Unreadable>();

        unreadable.Code.ShouldBe("BAD_FRAME");
        unreadable.CommandId.ShouldBe(id is null ? null : new CommandId(id));
    }

    [Theory]
    [InlineData("\\ud83d\\ude00")]
    [InlineData("\\\\ud800")]
    [InlineData("\\\"\\\\\\u0041")]
    public void Escapes_that_are_text_are_fine(string text) =>
        Read(Frame("GAME_COMMAND", $$"""{"commandId":"c1","name":"ban","data":{"a":"{{text}}"} }""")).ShouldBeOfType<ClientFrame.Command>();

    [Theory]
    [InlineData(64, 64, true)]
    [InlineData(65, 64, false)]
    [InlineData(64, 65, false)]
    public void A_command_id_and_a_name_have_64_characters_at_most(int id, int name, bool valid) =>
        (Read(Frame("GAME_COMMAND", $$"""{"commandId":"{{new string('x', id)}}","name":"{{new string('y', name)}}"}""")) is ClientFrame.Command).ShouldBe(valid);

    [Theory]
    [InlineData(Limits.JsonDepthMax, true)]
    [InlineData(Limits.JsonDepthMax + 1, false)]
    [InlineData(8_000, false)]
    public void Nesting_has_a_limit(int depth, bool valid)
    {
        const int Around = 3;
        var nest = new string('[', depth - Around) + new string(']', depth - Around);

        (Read(Frame("GAME_COMMAND", $$"""{"commandId":"c1","name":"ban","data":{"a":{{nest}} } }""")) is ClientFrame.Command).ShouldBe(valid);
    }

    [Theory]
    [InlineData(new byte[] { 0xff })]
    [InlineData(new byte[] { 0x22, 0xc3, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xed, 0xa0, 0x80, 0x22 })]
    [InlineData(new byte[] { 0x00 })]
    public void What_is_no_utf8_text_is_a_bad_frame(byte[] bytes) => ShouldBeBad(ClientFrame.Read(bytes));

    [Fact]
    public void Whatever_the_bytes_are_they_are_some_frame()
    {
        var seed = Encoding.UTF8.GetBytes("""{"type":"GAME_COMMAND","payload":{"commandId":"c1","name":"ban","data":{"a":"\ud83d\ude00é","b":5.0e1}}}""");
        var random = new Random(20_261);
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = (byte[])seed.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            if (ClientFrame.Read(bytes.AsMemory(0, random.Next(2) == 0 ? bytes.Length : random.Next(bytes.Length))) is ClientFrame.Command command)
            {
                // Rules may read any text in it.
                Should.NotThrow(() => command.Data.EnumerateObject().Select(property => property.Name + property.Value).ToArray());
            }
        }
    }

    [Fact]
    public void A_frame_that_is_written_is_read_again()
    {
        ClientFrame[] frames = [new ClientFrame.Ack(long.MaxValue), new ClientFrame.Ping(new RawJson("\"é\"")), new ClientFrame.Pong(new RawJson("1.50"))];
        foreach (var frame in frames)
        {
            ClientFrame.Read(Envelope.Write(frame)).ShouldBe(frame);
        }

        var command = new ClientFrame.Command(new CommandId("c\"1"), "ban", new RawJson("""{"a":"\u0000"}""").Parse());
        var read = ClientFrame.Read(Envelope.Write(command)).ShouldBeOfType<ClientFrame.Command>();
        (read.Id, read.Name, read.Data.GetRawText()).ShouldBe((command.Id, command.Name, command.Data.GetRawText()));
    }

    private static ClientFrame Read(string text) => ClientFrame.Read(Encoding.UTF8.GetBytes(text));

    private static ClientFrame Ack(string number) => Read(Frame("GAME_ACK", $$"""{"sequence":{{number}} }"""));

    private static string Frame(string type, string payload) => $$"""{"type":"{{type}}","payload":{{payload}} }""";

    private static void ShouldBeBad(ClientFrame frame) => frame.ShouldBeOfType<ClientFrame.Unreadable>().Code.ShouldBe("BAD_FRAME");
}
