using GameSessions.Wire;

namespace GameSessions.Hosting.Tests.Sessions;

public class RevocationTests
{
    private readonly World world = new();

    [Fact]
    public void A_revocation_ends_the_open_sockets_of_its_player()
    {
        var game = world.NewGame();
        var ann = world.Live(game, World.Ann);
        var bob = world.Live(game, World.Bob);
        world.Revoke(World.Bob);

        bob.Close.ShouldBe(Close.Unauthorized);
        ann.Close.ShouldBeNull();
    }

    [Fact]
    public void A_revocation_ends_a_socket_whose_session_is_open_in_the_store_and_not_known_here_yet()
    {
        var game = world.NewGame();
        world.Store.HoldAnswer("OpenAsync");
        var bob = world.Connect(game, World.Bob);
        world.Revoke(World.Bob);
        world.Store.Recover();

        bob.Close.ShouldBe(Close.Unauthorized);
        bob.Types.ShouldBeEmpty();
    }

    [Fact]
    public void A_revocation_ends_a_socket_whose_session_is_opened_only_after_it()
    {
        var game = world.NewGame();
        world.Store.Hold("OpenAsync");
        var bob = world.Connect(game, World.Bob);
        world.Revoke(World.Bob);
        world.Store.Recover();

        bob.Close.ShouldBe(Close.Unauthorized);
        bob.Types.ShouldBeEmpty();
    }

    [Fact]
    public void Whoever_is_signed_out_after_the_access_token_was_read_is_not_let_in()
    {
        var game = world.NewGame(isAlone: true);
        world.Pass(TimeSpan.FromMinutes(2));
        world.Node.Directory.Count.ShouldBe(0);

        // The upgrade is authenticated; then, while the game is read, comes a revocation that finds no socket yet.
        var isSignedIn = true;
        world.Store.Hold("FindAsync");
        var ann = world.Connect(game, World.Ann, () => Task.FromResult(isSignedIn));
        isSignedIn = false;
        world.Revoke(World.Ann);
        world.Store.Recover();

        ann.Close.ShouldBe(Close.Unauthorized);
        ann.Types.ShouldBeEmpty();
        world.Store.Calls("OpenAsync").ShouldBe(0);
    }
}
