using GameSessions.Games;

namespace GameSessions.Hosting.Games;

/// <summary>What is found out for a player's command before the game decides it: work that takes long, and so is done outside of the game's mailbox. Thread-safe.</summary>
public interface ICommandPreparation
{
    /// <summary>Whether a command of this name may need it. Asked of every command, so it must be quick.</summary>
    bool Concerns(string command);

    /// <summary>
    /// Looks for what the command needs. Meanwhile the game goes on, and the sender's later commands wait; so it ends within a second or two.
    /// </summary>
    /// <param name="game">As it was when the command came; the rules look again.</param>
    /// <returns>The command's <see cref="PlayerCommand.Findings"/>.</returns>
    Task<object?> PrepareAsync(Game game, PlayerCommand command);
}

/// <summary>No command needs any.</summary>
public sealed class NoCommandPreparation : ICommandPreparation
{
    public bool Concerns(string command) => false;

    public Task<object?> PrepareAsync(Game game, PlayerCommand command) => Task.FromResult<object?>(null);
}
