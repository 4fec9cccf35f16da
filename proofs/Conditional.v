(* What exact mirror steps leave alone, and where they end (Theorem 1's limit).

   cond pi M a        == pi a / mass pi M, the probability of a given M
   cond_kept          == pi_k( . | M) is the same for every k              (T3)
   cond_kept_out      == pi_k( . | not M) is the same for every k          (T3)
   policy_lim         == pi_k tends to pi_0( . | M), answer by answer      (T3)
   correct_closed     == the mass of any set C of correct answers, as a
                         mixture of two constants with weights p_k, 1 - p_k
   correct_monotone   == hence that mass only rises, or only falls: no single
                         problem rises and then falls                     (T33) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Definition cond (A : finType) (pi : A -> R) (M : {set A}) (a : A) : R :=
  pi a / mass pi M.

Section Conditional.

Variables (A : finType) (M : {set A}) (beta : R) (pi : nat -> A -> R).
Variables (m w : A).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis pi0_policy : policy (pi 0%N).
Hypothesis run : mirror_run M beta pi.
Hypothesis M_some : m \in M.
Hypothesis M_not_all : w \notin M.

Let p k := mass (pi k) M.
Let D k := spread M beta (pi 0%N) k.

Let D_k_gt0 k : 0 < D k.
Proof. exact: (spread_gt0 beta k pi0_policy M_some). Qed.

Let p0_between : 0 < p 0 < 1.
Proof. exact: (p0_in01 pi0_policy M_some M_not_all). Qed.

Let p_between k : 0 < p k < 1.
Proof. exact: (p_in01 pi0_policy run M_some M_not_all). Qed.

Lemma run_in k a : a \in M -> pi k a = pi 0%N a * exp (INR k / beta) / D k.
Proof. by move=> a_in; rewrite (mirror_run_closed pi0_policy run M_some) a_in. Qed.

Lemma run_out k a : a \notin M -> pi k a = pi 0%N a / D k.
Proof.
move/negbTE=> a_out; rewrite (mirror_run_closed pi0_policy run M_some) a_out.
by rewrite Rmult_1_r.
Qed.

Let p_D k : p k = p 0 * exp (INR k / beta) / D k.
Proof. exact: (mirror_run_mass pi0_policy run M_some k). Qed.

Let error_D k : 1 - p k = (1 - p 0) / D k.
Proof. exact: (error_closed pi0_policy run M_some). Qed.

Theorem cond_kept k a : a \in M -> cond (pi k) M a = cond (pi 0%N) M a.
Proof.
move=> a_in; rewrite /cond -/(p k) -/(p 0) (run_in k a_in) (p_D k).
have := D_k_gt0 k; have := exp_pos (INR k / beta).
by move=> x_gt0 D_gt0; field; lra.
Qed.

Theorem cond_kept_out k a :
  a \notin M -> cond (pi k) (~: M) a = cond (pi 0%N) (~: M) a.
Proof.
move=> a_out; rewrite /cond mass_setC; last exact: (run_policy m pi0_policy run).
rewrite mass_setC // -/(p k) -/(p 0) (run_out k a_out) (error_D k).
by have := D_k_gt0 k => D_gt0; field; lra.
Qed.

Theorem policy_lim a :
  is_lim_seq (fun k => pi k a) (if a \in M then pi 0%N a / mass (pi 0%N) M else 0).
Proof.
have p_lim : is_lim_seq p 1 by exact: (mass_lim beta_gt0 pi0_policy run M_some M_not_all).
case: ifPn => [a_in|a_out].
  apply: (is_lim_seq_ext (fun k => p k * (pi 0%N a / p 0))) => [k|].
    have := cond_kept k a_in; rewrite /cond -/(p k) -/(p 0) => <-.
    by have := p_between k => p_k; field; lra.
  have {2}-> : pi 0%N a / mass (pi 0%N) M = 1 * (pi 0%N a / p 0) by rewrite Rmult_1_l.
  by apply: is_lim_seq_mult' => //; exact: is_lim_seq_const.
apply: (is_lim_seq_ext (fun k => (1 - p k) * (pi 0%N a / (1 - p 0)))) => [k|].
  rewrite (run_out k a_out) error_D.
  by have := D_k_gt0 k => D_gt0; field; lra.
have -> : Finite 0 = (1 - 1) * (pi 0%N a / (1 - p 0)) by congr Finite; ring.
apply: is_lim_seq_mult'; last exact: is_lim_seq_const.
by apply: is_lim_seq_minus' => //; exact: is_lim_seq_const.
Qed.

Variable C : {set A}.

Let inside := mass (pi 0%N) (M :&: C) / p 0.
Let outside := mass (pi 0%N) (~: M :&: C) / (1 - p 0).

Lemma mass_split (f : A -> R) : mass f C = mass f (M :&: C) + mass f (~: M :&: C).
Proof.
rewrite /mass (bigID (mem M)) /=; congr (_ + _); apply: eq_bigl => a.
- by rewrite in_setI andbC.
- by rewrite in_setI in_setC andbC.
Qed.

Theorem correct_closed k : mass (pi k) C = p k * inside + (1 - p k) * outside.
Proof.
have D_gt0 := D_k_gt0 k; rewrite mass_split; congr (_ + _).
- have -> : p k * inside = mass (pi 0%N) (M :&: C) * (exp (INR k / beta) / D k).
    by rewrite p_D /inside; field; lra.
  rewrite /mass sum_distrl; apply: eq_bigr => a; rewrite in_setI => /andP[a_in _].
  by rewrite (run_in k a_in); field; lra.
- have -> : (1 - p k) * outside = mass (pi 0%N) (~: M :&: C) * / D k.
    by rewrite error_D /outside; field; lra.
  rewrite /mass sum_distrl; apply: eq_bigr => a.
  by rewrite in_setI in_setC => /andP[a_out _]; rewrite (run_out k a_out).
Qed.

Lemma mass_increases k : p k < p k.+1.
Proof.
have := error_ratio_bounds beta_gt0 pi0_policy run M_some M_not_all k.
rewrite -/(p k) -/(p k.+1) => -[_ ratio_lt1]; have := p_between k => p_k.
have := Rmult_lt_compat_r (1 - p k) _ _ _ ratio_lt1.
have -> : (1 - p k.+1) / (1 - p k) * (1 - p k) = 1 - p k.+1 by field; lra.
by move=> /(_ ltac:(lra)); lra.
Qed.

Theorem correct_monotone :
  (outside <= inside -> forall k, mass (pi k) C <= mass (pi k.+1) C) /\
  (inside <= outside -> forall k, mass (pi k.+1) C <= mass (pi k) C).
Proof.
by split=> order k; have := mass_increases k; rewrite !correct_closed;
  move: (p k) (p k.+1) inside outside order => *; nra.
Qed.

End Conditional.
