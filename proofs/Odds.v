(* The odds law of exact mirror steps on a majority vote (Theorem 1, repaired
   by taking the step to be the exact optimum with a moving reference).

   odds p             == p / (1 - p)
   odds_step          == a step multiplies the odds of M by exp(1/beta)    (T2)
   mass_closed        == the mass of M after k steps, in closed form       (T2)
   error_bounds       == the mass outside M, between two geometric bounds  (T2)
   error_ratio        == the one-step contraction of that mass, which is
                         above exp(-1/beta) and below 1                    (T2)
   error_ratio_lim    == the contraction tends to exp(-1/beta), the paper's
                         rho: it is the asymptotic rate, not a bound       (T2)
   mass_lim           == the mass of M tends to 1                          (T2)
   mode_kept          == a strict majority answer stays one, so that A1 is
                         a consequence of exact steps                      (A1)
   weight_gt1         == exp(1/beta) > 1                                   *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Definition odds (p : R) : R := p / (1 - p).

Lemma weight_gt1 beta : 0 < beta -> 1 < exp (1 / beta).
Proof.
move=> beta_gt0; rewrite -[X in X < _]exp_0; apply: exp_increasing.
by apply: Rdiv_lt_0_compat; lra.
Qed.

Lemma weight_pow beta k : exp (INR k / beta) = exp (1 / beta) ^ k.
Proof.
elim: k => [|k pow_k]; first exact: exp_0_div.
by rewrite exp_step pow_k /= Rmult_comm.
Qed.

Lemma weight_opp_pow beta k : exp (- INR k / beta) = exp (- (1 / beta)) ^ k.
Proof.
have -> : - INR k / beta = - (INR k / beta) by rewrite /Rdiv; ring.
by rewrite !exp_Ropp weight_pow pow_inv.
Qed.

Lemma weight_ge1 beta k : 0 < beta -> 1 <= exp (INR k / beta).
Proof.
by move=> beta_gt0; rewrite weight_pow; apply: pow_R1_Rle; left; exact: weight_gt1.
Qed.

Lemma rho_lt1 beta : 0 < beta -> 0 < exp (- (1 / beta)) < 1.
Proof.
move=> beta_gt0; split; first exact: exp_pos.
rewrite -[X in _ < X]exp_0; apply: exp_increasing.
by have := Rdiv_lt_0_compat 1 beta Rlt_0_1 beta_gt0; lra.
Qed.

Section Odds.

Variables (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R).
Variables (m w : A).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis pi0_policy : policy (pi 0%N).
Hypothesis run : mirror_run M beta pi.
Hypothesis M_some : m \in M.
Hypothesis M_not_all : w \notin M.

Let p k := mass (pi k) M.
Let D k := spread M beta (pi 0%N) k.

Lemma p0_in01 : 0 < p 0 < 1.
Proof. by split; [exact: (mass_gt0 _ M_some)|exact: (mass_lt1 _ M_not_all)]. Qed.

Lemma p_in01 k : 0 < p k < 1.
Proof.
have pik_policy := run_policy m pi0_policy run k.
by split; [exact: (mass_gt0 _ M_some)|exact: (mass_lt1 _ M_not_all)].
Qed.

Lemma D_gt0 k : 0 < D k.
Proof. exact: (spread_gt0 beta k pi0_policy M_some). Qed.

Lemma mass_D k : p k = p 0 * exp (INR k / beta) / D k.
Proof. exact: (mirror_run_mass pi0_policy run M_some k). Qed.

Lemma D_step k : D k.+1 = D k * (1 + p k * (exp (1 / beta) - 1)).
Proof.
rewrite mass_D; have D_k := D_gt0 k.
have -> : D k * (1 + p 0 * exp (INR k / beta) / D k * (exp (1 / beta) - 1))
          = D k + p 0 * exp (INR k / beta) * (exp (1 / beta) - 1).
  by field; lra.
by rewrite /D /spread exp_step -/(p 0); ring.
Qed.

Theorem mass_closed k :
  p k = p 0 * exp (INR k / beta) / (p 0 * exp (INR k / beta) + (1 - p 0)).
Proof. exact: mass_D. Qed.

Lemma error_closed k : 1 - p k = (1 - p 0) / D k.
Proof.
rewrite mass_D; have := D_gt0 k.
by rewrite /D /spread -/(p 0) => D_k; field; lra.
Qed.

Theorem odds_closed k : odds (p k) = odds (p 0) * exp (INR k / beta).
Proof.
rewrite /odds error_closed mass_D.
by have := D_gt0 k; have := p0_in01 => p0 D_k; field; lra.
Qed.

Theorem odds_step k : odds (p k.+1) = exp (1 / beta) * odds (p k).
Proof. by rewrite (odds_closed k.+1) (odds_closed k) exp_step; ring. Qed.

Theorem error_bounds k :
  (1 - p 0) * exp (- INR k / beta) <= 1 - p k
    <= (1 - p 0) / p 0 * exp (- INR k / beta).
Proof.
have -> : - INR k / beta = - (INR k / beta) by rewrite /Rdiv; ring.
have := weight_ge1 k beta_gt0; have := p0_in01; have := D_gt0 k.
rewrite (error_closed k) exp_Ropp /D /spread -/(p 0).
move: (exp _) (p 0) => x q D_k q01 x_ge1; split.
  by apply: Rmult_le_compat_l; [lra|]; apply: Rinv_le_contravar; nra.
have -> : (1 - q) / q * / x = (1 - q) * / (q * x) by field; lra.
apply: Rmult_le_compat_l; first lra.
by apply: Rinv_le_contravar; [apply: Rmult_lt_0_compat; lra|lra].
Qed.

Theorem error_ratio k :
  (1 - p k.+1) / (1 - p k) = / (1 + p k * (exp (1 / beta) - 1)).
Proof.
rewrite (error_closed k.+1) (error_closed k) D_step; have := D_gt0 k; have := p0_in01.
have := p_in01 k; have := weight_gt1 beta_gt0.
move: (exp _) (p 0) (p k) (D k) => x q0 q d x_gt1 q01 q001 d_gt0.
have prod_gt0 : 0 < q * (x - 1) by apply: Rmult_lt_0_compat; lra.
by field; lra.
Qed.

Theorem error_ratio_bounds k :
  exp (- (1 / beta)) < (1 - p k.+1) / (1 - p k) < 1.
Proof.
rewrite error_ratio exp_Ropp; have := p_in01 k; have := weight_gt1 beta_gt0.
move: (exp _) (p k) => x q x_gt1 q01.
have prod_gt0 : 0 < q * (x - 1) by apply: Rmult_lt_0_compat; lra.
have prod_lt : 0 < (1 - q) * (x - 1) by apply: Rmult_lt_0_compat; lra.
split; first by apply: Rinv_lt_contravar; nra.
by rewrite -[X in _ < X]Rinv_1; apply: Rinv_lt_contravar; lra.
Qed.

Lemma rho_pow_lim c : is_lim_seq (fun k => c * exp (- INR k / beta)) 0.
Proof.
apply: (is_lim_seq_ext (fun k => c * exp (- (1 / beta)) ^ k)).
  by move=> k; rewrite weight_opp_pow.
have rho := rho_lt1 beta_gt0; apply: lim_geom0.
by rewrite Rabs_pos_eq; lra.
Qed.

Theorem mass_lim : is_lim_seq p 1.
Proof.
apply: (lim_shrink _ (rho_pow_lim ((1 - p 0) / p 0))) => k.
rewrite Rabs_minus_sym Rabs_pos_eq; first by case: (error_bounds k).
by have := p_in01 k; lra.
Qed.

Theorem error_ratio_lim :
  is_lim_seq (fun k => (1 - p k.+1) / (1 - p k)) (exp (- (1 / beta))).
Proof.
apply: (is_lim_seq_ext (fun k => / (1 + p k * (exp (1 / beta) - 1)))).
  by move=> k; rewrite error_ratio.
have -> : exp (- (1 / beta)) = / (1 + 1 * (exp (1 / beta) - 1)).
  by rewrite exp_Ropp; congr (/ _); ring.
apply: (is_lim_seq_inv _ (1 + 1 * (exp (1 / beta) - 1))).
  apply: is_lim_seq_plus'; first exact: is_lim_seq_const.
  by apply: is_lim_seq_mult'; [exact: mass_lim|exact: is_lim_seq_const].
by case; have := exp_pos (1 / beta); lra.
Qed.

End Odds.

(* With one rewarded answer, its lead over every other answer only grows. *)
Theorem mode_kept (A : finType) (beta : R) (pi : nat -> A -> R) (m : A) :
  0 < beta -> policy (pi 0%N) -> mirror_run [set m] beta pi ->
  (forall a, a != m -> pi 0%N a < pi 0%N m) ->
  forall k a, a != m -> pi k a < pi k m.
Proof.
move=> beta_gt0 pi0_policy run lead k a a_neq.
have m_in : m \in [set m] by rewrite in_set1.
have D_k := spread_gt0 beta k pi0_policy m_in.
rewrite (mirror_run_closed pi0_policy run m_in k a) (mirror_run_closed pi0_policy run m_in k m) m_in in_set1 (negbTE a_neq).
apply: Rmult_lt_compat_r; first exact: Rinv_0_lt_compat.
have := lead a a_neq; have := weight_ge1 k beta_gt0.
have [pi0_gt0 _] := pi0_policy; have := pi0_gt0 a.
by move: (exp _) (pi 0%N a) (pi 0%N m) => x q r; nra.
Qed.
