namespace Gw2Optimizer.Combat.Model;

/// <summary>How the game rounds converted points and health.</summary>
public static class Rounding
{
    /// <summary>The nearest whole number, halves to the even one. Source: discretize-gear-optimizer commit b64d7244 (roundEven), tested in game by its authors.</summary>
    public static double HalfEven(double value) => Math.Round(value, MidpointRounding.ToEven);
}
