namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>The three balances of the game; a skill, trait, boon or condition may have another value in each.</summary>
public enum GameMode
{
    Pve,
    Wvw,
    Pvp,
}
